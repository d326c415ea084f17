// Shows: one resource with Axum: a version in the path, cursor pages, 422 as problem details
// (RFC 7807), a health route. After: S1:155, S4:498-512, S4:460. A body that does not parse is
// refused by Axum itself, in plain text.
// Run: cargo init shop && cd shop; copy this file to src/main.rs; then
//   cargo add axum && cargo add tokio --features full && cargo add serde --features derive
//   cargo add serde_json && cargo run     (port 8000)
use std::sync::{Arc, Mutex};

use axum::{
    extract::{Query, State},
    http::{header, StatusCode},
    response::{IntoResponse, Response},
    routing::get,
    Json, Router,
};
use serde::{Deserialize, Serialize};
use serde_json::{json, Value};

#[derive(Clone, Serialize)]
struct Order {
    id: u64,
    sku: String,
    count: u32,
}

#[derive(Deserialize)]
struct NewOrder {
    sku: String,
    count: u32,
}

#[derive(Deserialize)]
struct Paging {
    cursor: Option<String>,
    limit: Option<usize>,
}

type Orders = Arc<Mutex<Vec<Order>>>; // stands for the database

struct Problem(StatusCode, &'static str, Value);

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let Problem(status, title, errors) = self;
        let body = json!({"type": "about:blank", "title": title, "status": status.as_u16(), "errors": errors});
        (status, [(header::CONTENT_TYPE, "application/problem+json")], body.to_string()).into_response()
    }
}

async fn list(State(orders): State<Orders>, Query(paging): Query<Paging>) -> Result<Json<Value>, Problem> {
    let after: u64 = match paging.cursor.as_deref() {
        None => 0,
        Some(cursor) => u64::from_str_radix(cursor, 36) // opaque to clients; sign it if it must be trusted
            .map_err(|_| Problem(StatusCode::BAD_REQUEST, "The cursor is not one of ours", json!([])))?,
    };
    let limit = paging.limit.unwrap_or(20).clamp(1, 100);
    let orders = orders.lock().expect("no holder of the lock panics");
    let mut page: Vec<_> = orders.iter().filter(|order| order.id > after).take(limit + 1).cloned().collect();
    let has_more = page.len() > limit; // the one extra row tells
    page.truncate(limit);
    let next = if has_more { page.last().map(|order| base36(order.id)) } else { None };
    Ok(Json(json!({"data": page, "pagination": {"next_cursor": next, "has_more": has_more}})))
}

async fn create(State(orders): State<Orders>, Json(new): Json<NewOrder>) -> Result<impl IntoResponse, Problem> {
    let mut errors = Vec::new();
    if new.sku.is_empty() {
        errors.push(json!({"field": "sku", "reason": "must not be empty"}));
    }
    if !(1..=1000).contains(&new.count) {
        errors.push(json!({"field": "count", "reason": "must be 1 to 1000"}));
    }
    if !errors.is_empty() {
        return Err(Problem(StatusCode::UNPROCESSABLE_ENTITY, "Some fields were rejected", json!(errors)));
    }
    let mut orders = orders.lock().expect("no holder of the lock panics");
    let order = Order { id: orders.len() as u64 + 1, sku: new.sku, count: new.count };
    orders.push(order.clone());
    Ok((StatusCode::CREATED, Json(order)))
}

fn base36(mut id: u64) -> String {
    let mut digits = Vec::new();
    while id > 0 {
        digits.push(char::from_digit((id % 36) as u32, 36).expect("below 36"));
        id /= 36;
    }
    digits.iter().rev().collect()
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let app = Router::new()
        .route("/api/v1/orders", get(list).post(create))
        .route("/health/live", get(|| async { Json(json!({"status": "ok"})) }))
        .with_state(Orders::default());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8000").await?;
    axum::serve(listener, app).await
}
