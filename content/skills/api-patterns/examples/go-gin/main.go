// Shows: one resource with Gin: a version in the path, cursor pages, 422 as problem details
// (RFC 7807), a health route. After: S1:155, S4:498-512, S4:460.
// Run: go mod init example.org/shop && go get github.com/gin-gonic/gin && go run .     (port 8000)
package main

import (
	"encoding/base64"
	"log"
	"net/http"
	"strconv"
	"sync"

	"github.com/gin-gonic/gin"
)

type newOrder struct {
	SKU   string `json:"sku"`
	Count int    `json:"count"`
}

type order struct {
	ID int `json:"id"`
	newOrder
}

type fieldError struct {
	Field  string `json:"field"`
	Reason string `json:"reason"`
}

type shop struct { // stands for the database
	mu     sync.Mutex
	orders []order
}

func problem(c *gin.Context, status int, title string, errors ...fieldError) {
	c.Header("Content-Type", "application/problem+json") // set first: gin keeps it
	c.JSON(status, gin.H{"type": "about:blank", "title": title, "status": status, "errors": errors})
}

func encode(id int) string {
	return base64.RawURLEncoding.EncodeToString([]byte(strconv.Itoa(id)))
}

func decode(cursor string) (int, error) {
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(string(raw))
}

func (s *shop) list(c *gin.Context) {
	after := 0
	if cursor := c.Query("cursor"); cursor != "" {
		var err error
		if after, err = decode(cursor); err != nil {
			problem(c, http.StatusBadRequest, "The cursor is not one of ours")
			return
		}
	}
	limit, err := strconv.Atoi(c.DefaultQuery("limit", "20"))
	if err != nil || limit < 1 || limit > 100 {
		problem(c, http.StatusUnprocessableEntity, "Some fields were rejected", fieldError{"limit", "must be 1 to 100"})
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	page := []order{}
	more := false
	for _, o := range s.orders {
		if o.ID <= after {
			continue
		}
		if more = len(page) == limit; more { // one row beyond the page
			break
		}
		page = append(page, o)
	}
	var next *string
	if more {
		cursor := encode(page[len(page)-1].ID)
		next = &cursor
	}
	c.JSON(http.StatusOK, gin.H{"data": page, "pagination": gin.H{"next_cursor": next, "has_more": more}})
}

func (s *shop) create(c *gin.Context) {
	var in newOrder
	if err := c.ShouldBindJSON(&in); err != nil {
		problem(c, http.StatusBadRequest, "The body is not a JSON order")
		return
	}
	var errors []fieldError
	if in.SKU == "" {
		errors = append(errors, fieldError{"sku", "must not be empty"})
	}
	if in.Count < 1 || in.Count > 1000 {
		errors = append(errors, fieldError{"count", "must be 1 to 1000"})
	}
	if len(errors) > 0 {
		problem(c, http.StatusUnprocessableEntity, "Some fields were rejected", errors...)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	o := order{ID: len(s.orders) + 1, newOrder: in}
	s.orders = append(s.orders, o)
	c.JSON(http.StatusCreated, o)
}

func main() {
	s := &shop{}
	r := gin.Default()
	v1 := r.Group("/api/v1")
	v1.GET("/orders", s.list)
	v1.POST("/orders", s.create)
	r.GET("/health/live", func(c *gin.Context) { c.JSON(http.StatusOK, gin.H{"status": "ok"}) })
	log.Fatal(r.Run("127.0.0.1:8000"))
}
