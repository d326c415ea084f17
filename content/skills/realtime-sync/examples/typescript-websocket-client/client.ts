// Shows: a browser client that notices loss, waits longer each time, resumes and empties its queue.
// The server answers every change with {"ack": id} and sends events as {"seq": n, ...}.
type Change = { id: string; body: unknown };

export class Live {
  private socket?: WebSocket;
  private waiting: Change[] = []; // keep it in IndexedDB if a reload must not lose it
  private seen = 0;
  private tries = 0;
  private watchdog?: ReturnType<typeof setTimeout>;

  constructor(private url: string, private onEvent: (e: { seq: number }) => void) {
    this.open();
  }

  send(body: unknown) {
    const change = { id: crypto.randomUUID(), body };
    this.waiting.push(change);
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(change));
  }

  private open() {
    const socket = (this.socket = new WebSocket(`${this.url}?after=${this.seen}`));
    socket.onopen = () => {
      this.tries = 0;
      this.alive();
      for (const change of this.waiting) socket.send(JSON.stringify(change)); // the server drops known ids
    };
    socket.onmessage = ({ data }) => {
      this.alive();
      const message = JSON.parse(data);
      if (message.ack) this.waiting = this.waiting.filter((c) => c.id !== message.ack);
      else if (message.seq > this.seen) {
        this.seen = message.seq;
        this.onEvent(message);
      }
    };
    socket.onclose = () => {
      clearTimeout(this.watchdog);
      const pause = Math.min(30_000, 500 * 2 ** this.tries++) * (0.5 + Math.random() / 2);
      setTimeout(() => this.open(), pause);
    };
  }

  private alive() { // the server speaks at least every 30 seconds
    clearTimeout(this.watchdog);
    this.watchdog = setTimeout(() => this.socket?.close(), 45_000);
  }
}
