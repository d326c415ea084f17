// Shows: queries that SQLx checks against a real database while compiling, a transaction, a cursor.
// Why: S0:22, S4:245. A wrong column or type in the SQL below is a compile error.
// Run: cargo init shop && cd shop; copy main.rs to src/, schema.sql beside Cargo.toml; then
//   cargo add sqlx --features runtime-tokio,sqlite && cargo add tokio --features full
//   sqlite3 shop.db < schema.sql && DATABASE_URL=sqlite:shop.db cargo run
// PostgreSQL: feature postgres, PgPool, $1 and $2 in place of ?.
use sqlx::SqlitePool;

#[derive(Debug)]
struct Invoice {
    id: i64,
    total_cents: i64,
}

async fn add(pool: &SqlitePool, customer: &str, totals: &[i64]) -> Result<(), sqlx::Error> {
    let mut tx = pool.begin().await?;
    for total in totals {
        sqlx::query!("INSERT INTO invoice (customer, total_cents) VALUES (?, ?)", customer, total)
            .execute(&mut *tx)
            .await?;
    }
    tx.commit().await // dropped without commit, the transaction rolls back
}

async fn page(
    pool: &SqlitePool,
    customer: &str,
    after: i64,
    limit: i64,
) -> Result<Vec<Invoice>, sqlx::Error> {
    sqlx::query_as!(
        Invoice,
        "SELECT id, total_cents FROM invoice WHERE customer = ? AND id > ? ORDER BY id LIMIT ?",
        customer,
        after,
        limit
    )
    .fetch_all(pool)
    .await
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let pool = SqlitePool::connect(&std::env::var("DATABASE_URL")?).await?;
    add(&pool, "ada", &[1200, 4550, 990]).await?;
    let first = page(&pool, "ada", 0, 2).await?;
    let cursor = first.last().map_or(0, |invoice| invoice.id);
    let second = page(&pool, "ada", cursor, 2).await?;
    let sum: i64 = first.iter().chain(&second).map(|invoice| invoice.total_cents).sum();
    println!("first  {first:?}\nsecond {second:?}\nsum    {sum}");
    Ok(())
}
