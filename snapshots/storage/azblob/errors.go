package azblob

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/bloberror"
)

// known gives errors the names that everybody knows, and one line.
func (b *Bucket) known(err error) error {
	var (
		refused *azcore.ResponseError
		wire    *url.Error
	)
	switch {
	case err == nil:
		return nil
	case errors.As(err, &refused):
		return b.refused(refused)
	case errors.As(err, &wire):
		return wire.Err // without the address: in it may be what stands for credentials
	case strings.HasPrefix(err.Error(), "DefaultAzureCredential: "):
		return fmt.Errorf("no credentials for Azure Blob Storage: set AZURE_STORAGE_KEY, AZURE_STORAGE_CONNECTION_STRING or AZURE_STORAGE_SAS_TOKEN, or log in with az login (%s)", tried(err))
	}
	return err
}

// refused is an answer that the service will not do it.
func (b *Bucket) refused(r *azcore.ResponseError) error {
	says := fmt.Errorf("the service answers %d %s", r.StatusCode, r.ErrorCode)
	switch {
	case bloberror.HasCode(r, bloberror.ContainerNotFound, bloberror.ContainerBeingDeleted):
		return fmt.Errorf("there is no container %s: make it first", b.name)
	case r.StatusCode == http.StatusNotFound:
		return fs.ErrNotExist
	case bloberror.HasCode(r, bloberror.BlobAlreadyExists, bloberror.ConditionNotMet), r.StatusCode == http.StatusPreconditionFailed:
		return fs.ErrExist
	case r.StatusCode == http.StatusUnauthorized, r.StatusCode == http.StatusForbidden:
		return fmt.Errorf("%w: %w", fs.ErrPermission, says)
	}
	return says
}

// tried is which credentials were looked for, and what came of it: each in its first line, which
// begins with one tab.
func tried(err error) string {
	var list []string
	for line := range strings.Lines(err.Error()) {
		if line, ok := strings.CutPrefix(line, "\t"); ok && !strings.HasPrefix(line, "\t") {
			list = append(list, strings.TrimSpace(line))
		}
	}
	return strings.Join(list, "; ")
}
