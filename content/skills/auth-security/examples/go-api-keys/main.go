// Shows: API keys for machines: shown once, stored as a hash, looked up by that hash.
// Run: go run .   then: curl -H "Authorization: Bearer $KEY" localhost:8080/whoami
package main

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"log"
	"net/http"
	"strings"
	"sync"
)

// The prefix lets a secret scanner recognise a leaked key.
const prefix = "acme_"

type digest [sha256.Size]byte

// Store stands for a table api_key(digest bytea primary key, client text).
type Store struct {
	mu   sync.RWMutex
	keys map[digest]string
}

// Issue returns the key for the only time. A fast hash is enough: 256 random bits cannot be guessed.
func (s *Store) Issue(client string) (string, error) {
	secret := make([]byte, 32)
	if _, err := rand.Read(secret); err != nil {
		return "", fmt.Errorf("issue key: %w", err)
	}
	key := prefix + base64.RawURLEncoding.EncodeToString(secret)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.keys[sha256.Sum256([]byte(key))] = client
	return key, nil
}

// Revoke ends a key at once; issue the new one first, then revoke the old one.
func (s *Store) Revoke(key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.keys, sha256.Sum256([]byte(key)))
}

func (s *Store) client(key string) (string, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	client, ok := s.keys[sha256.Sum256([]byte(key))]
	return client, ok
}

type clientKey struct{}

func (s *Store) Require(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		key, found := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		client, known := s.client(key)
		if !found || !known {
			w.Header().Set("WWW-Authenticate", "Bearer")
			http.Error(w, "unauthorized", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), clientKey{}, client)))
	})
}

func main() {
	store := &Store{keys: make(map[digest]string)}
	key, err := store.Issue("billing")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(key)

	mux := http.NewServeMux()
	mux.HandleFunc("GET /whoami", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(w, r.Context().Value(clientKey{}))
	})
	log.Fatal(http.ListenAndServe("localhost:8080", store.Require(mux)))
}
