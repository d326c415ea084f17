// Shows: server-sent events with nothing but net/http.
// Run: go run main.go, then curl -N localhost:8080/live
package main

import (
	"fmt"
	"log"
	"net/http"
	"time"
)

func live(w http.ResponseWriter, r *http.Request) {
	flusher, ok := w.(http.Flusher)
	if !ok {
		http.Error(w, "streaming unsupported", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-cache")

	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for n := 1; ; n++ {
		select {
		case <-r.Context().Done(): // the client left
			return
		case t := <-tick.C:
			fmt.Fprintf(w, "id: %d\nevent: reading\ndata: {\"at\":%d}\n\n", n, t.Unix())
			flusher.Flush()
		}
	}
}

func main() {
	http.HandleFunc("/live", live)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
