package azblob

import (
	"errors"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
)

// environment is what Azure's own programs read, and nothing else of it.
func environment(t *testing.T, values map[string]string) {
	t.Helper()
	for _, name := range []string{"ACCOUNT", "KEY", "SAS_TOKEN", "CONNECTION_STRING", "SERVICE_ENDPOINT"} {
		t.Setenv("AZURE_STORAGE_"+name, values[name])
	}
}

func TestAccounts(t *testing.T) {
	const portal = "DefaultEndpointsProtocol=https;AccountName=pages;AccountKey=a2V5==;EndpointSuffix=core.chinacloudapi.cn"
	for _, c := range []struct {
		name  string
		query string
		env   map[string]string
		want  account
		says  string // of the error
	}{
		{name: "nobody", says: "AZURE_STORAGE_ACCOUNT"},
		{name: "an account alone", env: map[string]string{"ACCOUNT": "pages"}, want: account{name: "pages", endpoint: "https://pages.blob.core.windows.net"}},
		{name: "the address first", query: "account=other", env: map[string]string{"ACCOUNT": "pages", "KEY": "a2V5"}, want: account{name: "other", endpoint: "https://other.blob.core.windows.net", key: "a2V5"}},
		{name: "a signature", query: "account=pages", env: map[string]string{"SAS_TOKEN": "?sv=1&sig=2"}, want: account{name: "pages", endpoint: "https://pages.blob.core.windows.net", sas: "sv=1&sig=2"}},
		{name: "a string", env: map[string]string{"CONNECTION_STRING": portal, "KEY": "other"}, want: account{name: "pages", endpoint: "https://pages.blob.core.chinacloudapi.cn", key: "a2V5=="}},
		{name: "a string of an emulator", env: map[string]string{"CONNECTION_STRING": "AccountName=a;AccountKey=a2V5;BlobEndpoint=http://127.0.0.1:10000/a;"}, want: account{name: "a", endpoint: "http://127.0.0.1:10000/a", key: "a2V5"}},
		{name: "a string with a signature", env: map[string]string{"CONNECTION_STRING": "BlobEndpoint=https://pages.example/;SharedAccessSignature=sv=1&sig=2"}, want: account{endpoint: "https://pages.example", sas: "sv=1&sig=2"}},
		{name: "a string of somebody else", query: "account=other", env: map[string]string{"CONNECTION_STRING": portal}, says: "of the account other, and"},
		{name: "no string", env: map[string]string{"CONNECTION_STRING": "a2V5"}, says: "KEY=VALUE"},
		{name: "a service elsewhere", query: "account=pages", env: map[string]string{"SERVICE_ENDPOINT": "https://pages.example"}, want: account{name: "pages", endpoint: "https://pages.example"}},
		{name: "no address", query: "account=pages&endpoint=pages.example", says: "is no address of a server"},
	} {
		environment(t, c.env)
		query, err := url.ParseQuery(c.query)
		if err != nil {
			t.Fatal(err)
		}
		got, err := accountOf(query)
		switch {
		case c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)):
			t.Errorf("%s: %v", c.name, err)
		case c.says == "" && (err != nil || got != c.want):
			t.Errorf("%s: %+v %v", c.name, got, err)
		}
	}
}

// What stands for credentials is in no error, and what is none is said to be.
func TestCredentials(t *testing.T) {
	open := func(address string) (*Bucket, error) {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		return Open(u, Options{Tries: 1, Transport: cut{}})
	}
	environment(t, map[string]string{"ACCOUNT": "pages", "SAS_TOKEN": "sv=1&sig=secret"})
	b, err := open("azblob://archive")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Open(t.Context(), "a"); !errors.Is(err, errCut) || strings.Contains(err.Error(), "secret") {
		t.Error(err)
	}
	environment(t, map[string]string{"ACCOUNT": "pages", "KEY": "-secret-"})
	if _, err := open("azblob://archive"); err == nil || strings.Contains(err.Error(), "secret") {
		t.Error(err)
	}
	environment(t, map[string]string{"ACCOUNT": "pages"})
	if _, err := open("azblob://archive?endpoint=http://pages.example"); err == nil || !strings.Contains(err.Error(), "no login goes over http") {
		t.Error(err)
	}
	for _, name := range os.Environ() {
		if name, _, _ := strings.Cut(name, "="); strings.HasPrefix(name, "AZURE_") && !strings.HasPrefix(name, "AZURE_STORAGE_") {
			t.Setenv(name, "")
		}
	}
	t.Setenv("PATH", t.TempDir()) // no program that is logged in
	if b, err = open("azblob://archive"); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Open(t.Context(), "a"); err == nil || !strings.Contains(err.Error(), "az login (EnvironmentCredential: ") || strings.Contains(err.Error(), "\n") {
		t.Error(err)
	}
}

var errCut = errors.New("the wire is cut")

// cut is a wire through which nothing comes.
type cut struct{}

// RoundTrip fails.
func (cut) RoundTrip(*http.Request) (*http.Response, error) { return nil, errCut }

// Refusals are one line.
func TestRefusals(t *testing.T) {
	b := &Bucket{name: "archive"}
	for _, c := range []struct {
		status int
		code   string
		want   error
		says   string
	}{
		{404, "BlobNotFound", fs.ErrNotExist, ""}, {404, "", fs.ErrNotExist, ""},
		{404, "ContainerNotFound", nil, "there is no container archive: make it first"},
		{409, "BlobAlreadyExists", fs.ErrExist, ""}, {412, "ConditionNotMet", fs.ErrExist, ""},
		{403, "AuthorizationFailure", fs.ErrPermission, "403 AuthorizationFailure"},
		{401, "NoAuthenticationInformation", fs.ErrPermission, "401"},
		{409, "LeaseIdMissing", nil, "409 LeaseIdMissing"}, {503, "ServerBusy", nil, "503 ServerBusy"},
	} {
		err := b.known(&azcore.ResponseError{StatusCode: c.status, ErrorCode: c.code})
		if c.want != nil && !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%d %s: %v", c.status, c.code, err)
		}
	}
}
