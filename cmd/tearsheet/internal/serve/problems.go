package serve

import (
	"net/http"
	"runtime/debug"
	"strings"

	"go.uber.org/zap"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/problem"
)

// methods are those that the API has.
var methods = []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodDelete}

// unknown answers what the API has not: an address, or a method for it. pattern is where it
// stands in the mux.
func unknown(mux *http.ServeMux, pattern string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var allowed []string
		for _, method := range methods {
			other := r.Clone(r.Context())
			other.Method = method
			if _, found := mux.Handler(other); found != pattern {
				allowed = append(allowed, method)
			}
		}
		if len(allowed) > 0 {
			allow := strings.Join(allowed, ", ")
			problem.New(http.StatusMethodNotAllowed, problem.InvalidRequest, "%s is not for this address: use %s", clip(r.Method), allow).With("Allow", allow).Write(w)
			return
		}
		problem.New(http.StatusNotFound, problem.NotFound, "there is no %s: /openapi.json lists what there is", clip(r.URL.Path)).Write(w)
	})
}

// recovered keeps a mistake in one request from costing more than its answer.
func recovered(log *zap.Logger, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			thrown := recover()
			switch thrown {
			case nil:
			case http.ErrAbortHandler:
				panic(thrown)
			default:
				log.Error("a request failed by a mistake in this program", zap.String("path", r.URL.Path), zap.Any("panic", thrown), zap.ByteString("stack", debug.Stack()))
				problem.New(http.StatusInternalServerError, problem.Internal, "this is a mistake in the server: its log says more").Write(w)
			}
		}()
		next.ServeHTTP(w, r)
	})
}
