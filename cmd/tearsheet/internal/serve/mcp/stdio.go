package mcp

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"sync"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// Stdio is how an assistant speaks to a process that it started: a message a line. The SDK's own
// ends at a line that is no message, and at the end of what is asked, with answers still to give;
// this one refuses the line and goes on, and gives the answers.
type Stdio struct {
	In  io.Reader
	Out io.Writer
}

// longest is how long a line may be.
const longest = 16 << 20

// Connect begins to read.
func (s Stdio) Connect(context.Context) (sdk.Connection, error) {
	c := &stdio{
		out: s.Out, asked: map[jsonrpc.ID]bool{},
		messages: make(chan jsonrpc.Message), closed: make(chan struct{}), answered: make(chan struct{}),
	}
	c.close = sync.OnceFunc(func() { close(c.closed) })
	go c.read(s.In)
	return c, nil
}

// stdio is such a connection.
type stdio struct {
	messages chan jsonrpc.Message // closed at the end of the input
	broken   error                // why it ended, where it broke off
	closed   chan struct{}
	close    func()

	mu       sync.Mutex
	out      io.Writer
	asked    map[jsonrpc.ID]bool // what is not answered yet
	ended    bool                // nothing more is asked
	answered chan struct{}       // closed when nothing more is asked, nor to be answered
}

// read reads messages to the end.
func (c *stdio) read(in io.Reader) {
	defer close(c.messages)
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, longest)
	for lines.Scan() {
		line := bytes.TrimSpace(lines.Bytes())
		if len(line) == 0 {
			continue
		}
		msg, err := jsonrpc.DecodeMessage(line)
		if err != nil || !json.Valid(line) { // DecodeMessage does not look behind the message
			if c.refuse(line) != nil {
				return // nobody reads
			}
			continue
		}
		c.note(msg)
		select {
		case c.messages <- msg:
		case <-c.closed:
			return
		}
	}
	if lines.Err() != nil {
		c.broken = fmt.Errorf("read a line of standard input, which may have %d MiB: %w", longest>>20, lines.Err())
	}
}

// refuse answers what is no message.
func (c *stdio) refuse(line []byte) error {
	var answer struct {
		Version string          `json:"jsonrpc"`
		ID      json.RawMessage `json:"id"` // null: nobody knows which was meant
		Error   jsonrpc.Error   `json:"error"`
	}
	answer.Version = "2.0"
	answer.Error = jsonrpc.Error{Code: jsonrpc.CodeParseError, Message: "the line is no JSON: a message is one line of it"}
	var it struct{ ID any }
	if json.Valid(line) {
		_ = json.Unmarshal(line, &it) // what has no ID has none
		answer.Error = jsonrpc.Error{Code: jsonrpc.CodeInvalidRequest, Message: "the line is no message of JSON-RPC 2.0; several at once are not taken"}
	}
	if _, err := jsonrpc.MakeID(it.ID); err == nil && it.ID != nil {
		answer.ID, _ = json.Marshal(it.ID) // a number or a text
	}
	text, err := json.Marshal(answer)
	if err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	_, err = c.out.Write(append(text, '\n'))
	return err
}

// note remembers what is to be answered. What is canceled may not be.
func (c *stdio) note(msg jsonrpc.Message) {
	r, ok := msg.(*jsonrpc.Request)
	if !ok {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if r.IsCall() {
		c.asked[r.ID] = true
		return
	}
	var canceled struct {
		ID any `json:"requestId"`
	}
	if r.Method == "notifications/cancelled" && json.Unmarshal(r.Params, &canceled) == nil {
		if id, err := jsonrpc.MakeID(canceled.ID); err == nil {
			delete(c.asked, id)
		}
	}
}

// Read gives the next message; the end comes when all is answered.
func (c *stdio) Read(ctx context.Context) (jsonrpc.Message, error) {
	select {
	case msg, ok := <-c.messages:
		if ok {
			return msg, nil
		}
	case <-c.closed:
		return nil, io.EOF
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	c.mu.Lock()
	c.ended = true
	c.settle()
	c.mu.Unlock()
	select {
	case <-c.answered:
	case <-c.closed:
	case <-ctx.Done():
	}
	return nil, cmp.Or(c.broken, io.EOF)
}

// settle looks whether all is answered. mu is held.
func (c *stdio) settle() {
	if !c.ended || len(c.asked) > 0 {
		return
	}
	select {
	case <-c.answered:
	default:
		close(c.answered)
	}
}

// Write writes a message.
func (c *stdio) Write(_ context.Context, msg jsonrpc.Message) error {
	text, err := jsonrpc.EncodeMessage(msg)
	if err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	_, err = c.out.Write(append(text, '\n'))
	if r, ok := msg.(*jsonrpc.Response); ok {
		delete(c.asked, r.ID)
		c.settle()
	}
	return err
}

// Close ends the connection. What is read of a stream goes on until that ends.
func (c *stdio) Close() error {
	c.close()
	return nil
}

// SessionID is empty: there is one session a process.
func (c *stdio) SessionID() string { return "" }
