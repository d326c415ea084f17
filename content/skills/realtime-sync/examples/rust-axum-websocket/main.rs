// Shows: one WebSocket room with Axum; slow readers are told what they missed and dropped.
// Cargo: axum 0.8 with feature "ws", tokio with feature "full", futures-util.
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::{extract::State, response::Response, routing::any, Router};
use futures_util::{SinkExt, StreamExt};
use tokio::sync::broadcast;

type Room = broadcast::Sender<String>;

async fn join(ws: WebSocketUpgrade, State(room): State<Room>) -> Response {
    ws.max_message_size(64 * 1024).on_upgrade(move |socket| talk(socket, room))
}

async fn talk(socket: WebSocket, room: Room) {
    let (mut out, mut incoming) = socket.split();
    let mut messages = room.subscribe();
    let send = async {
        loop {
            match messages.recv().await {
                Ok(text) => {
                    if out.send(Message::Text(text.into())).await.is_err() {
                        break;
                    }
                }
                Err(broadcast::error::RecvError::Lagged(n)) => {
                    let notice = format!("{{\"missed\":{n}}}");
                    let _ = out.send(Message::Text(notice.into())).await;
                    break;
                }
                _ => break,
            }
        }
    };
    let receive = async {
        while let Some(Ok(message)) = incoming.next().await {
            if let Message::Text(text) = message {
                let _ = room.send(text.to_string());
            }
        }
    };
    tokio::select! { _ = send => {}, _ = receive => {} }
}

#[tokio::main]
async fn main() {
    let (room, _) = broadcast::channel::<String>(256);
    let app = Router::new().route("/room", any(join)).with_state(room);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8080").await.unwrap();
    axum::serve(listener, app).await.unwrap();
}
