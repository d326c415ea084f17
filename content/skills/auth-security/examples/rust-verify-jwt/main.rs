// Shows: verifying an EdDSA access token with jsonwebtoken: algorithm, issuer and audience are pinned.
// Run: cargo add jsonwebtoken --features rust_crypto && cargo add serde --features derive
//      cargo run -- public.pem < token.txt
use std::{env, error::Error, fs, io};

use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};
use serde::Deserialize;

#[derive(Clone, Deserialize)]
struct Claims {
    sub: String,
    #[serde(default)]
    scope: String,
}

struct Verifier {
    key: DecodingKey,
    rules: Validation,
}

impl Verifier {
    fn new(public_pem: &[u8]) -> Result<Self, jsonwebtoken::errors::Error> {
        let mut rules = Validation::new(Algorithm::EdDSA);
        rules.set_issuer(&["https://auth.example.com/"]);
        rules.set_audience(&["orders-api"]);
        rules.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        Ok(Self { key: DecodingKey::from_ed_pem(public_pem)?, rules })
    }

    fn verify(&self, token: &str) -> Result<Claims, jsonwebtoken::errors::Error> {
        decode::<Claims>(token, &self.key, &self.rules).map(|token| token.claims)
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).ok_or("usage: verify PUBLIC_KEY.pem < TOKEN")?;
    let verifier = Verifier::new(&fs::read(path)?)?;
    let token = io::read_to_string(io::stdin())?;
    let claims = verifier.verify(token.trim())?;
    println!("{} may: {}", claims.sub, claims.scope);
    Ok(())
}
