// Shows: spans and events with tracing; fields of a span appear on every event inside it.
// Cargo: tracing 0.1, tracing-subscriber 0.3 with features "json" and "env-filter".
// Add a layer of tracing-opentelemetry to the registry to export the spans.
use tracing::{info, instrument};
use tracing_subscriber::{fmt, prelude::*, EnvFilter};

#[instrument(skip(card), fields(order.items = items))] // `skip` keeps the card out of the logs
fn place_order(order_id: u64, items: usize, card: &str) -> Result<(), String> {
    info!("order.placed");
    charge(card).map_err(|error| {
        tracing::error!(%error, "order.charge_failed");
        error
    })
}

#[instrument(skip_all)]
fn charge(card: &str) -> Result<(), String> {
    if card.is_empty() {
        return Err("no card".into());
    }
    Ok(())
}

fn main() {
    tracing_subscriber::registry()
        .with(EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info")))
        .with(fmt::layer().json())
        .init();
    let _ = place_order(42, 3, "");
}
