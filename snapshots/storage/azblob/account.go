package azblob

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/container"

	"github.com/tearsheet/tearsheet/snapshots/storage"
)

// account is where containers are, and what opens them.
type account struct {
	name     string
	endpoint string // of the account's blobs
	key      string
	sas      string // a signature that stands for credentials
}

// accountOf reads the account off an address and the environment.
func accountOf(query url.Values) (account, error) {
	from, err := connection(os.Getenv("AZURE_STORAGE_CONNECTION_STRING"))
	if err != nil {
		return account{}, err
	}
	a := account{
		name: cmp.Or(query.Get("account"), from.name, os.Getenv("AZURE_STORAGE_ACCOUNT")),
		key:  from.key, sas: from.sas,
	}
	if from.name != "" && from.name != a.name {
		return a, fmt.Errorf("the address is of the account %s, and AZURE_STORAGE_CONNECTION_STRING of %s", a.name, from.name)
	}
	if a.key == "" && a.sas == "" {
		a.key, a.sas = os.Getenv("AZURE_STORAGE_KEY"), os.Getenv("AZURE_STORAGE_SAS_TOKEN")
	}
	a.endpoint = cmp.Or(query.Get("endpoint"), from.endpoint, os.Getenv("AZURE_STORAGE_SERVICE_ENDPOINT"))
	if a.name == "" && (a.endpoint == "" || a.key != "") {
		return a, errors.New("whose container is it? Name the account: azblob://CONTAINER/PREFIX?account=NAME, or in AZURE_STORAGE_ACCOUNT")
	}
	endpoint, err := storage.Endpoint(cmp.Or(a.endpoint, "https://"+a.name+".blob.core.windows.net"), true)
	if err != nil {
		return a, err
	}
	a.endpoint, a.sas = endpoint.String(), strings.TrimPrefix(a.sas, "?")
	return a, nil
}

// connection reads a connection string: KEY=VALUE;KEY=VALUE.
func connection(text string) (account, error) {
	values := map[string]string{}
	for _, pair := range strings.Split(text, ";") {
		key, value, ok := strings.Cut(strings.TrimSpace(pair), "=")
		if !ok && key != "" {
			return account{}, errors.New("AZURE_STORAGE_CONNECTION_STRING is none: it is KEY=VALUE;KEY=VALUE, as the portal shows it")
		}
		values[key] = value
	}
	a := account{name: values["AccountName"], endpoint: values["BlobEndpoint"], key: values["AccountKey"], sas: values["SharedAccessSignature"]}
	if a.endpoint == "" && values["EndpointSuffix"] != "" {
		a.endpoint = cmp.Or(values["DefaultEndpointsProtocol"], "https") + "://" + a.name + ".blob." + values["EndpointSuffix"]
	}
	return a, nil
}

// open opens a container with the account's credentials or, where there are none, with those
// that Azure's own programs find.
func (a account) open(name string, o azcore.ClientOptions) (*container.Client, error) {
	address := a.endpoint + "/" + url.PathEscape(name)
	options := &container.ClientOptions{ClientOptions: o}
	options.PerCallPolicies = []policy.Policy{begins{}} // of lists, and not of logins
	switch {
	case a.key != "":
		key, err := container.NewSharedKeyCredential(a.name, a.key)
		if err != nil {
			return nil, errors.New("the key of the account " + a.name + " is none: it is base64, as the portal shows it")
		}
		return container.NewClientWithSharedKeyCredential(address, key, options)
	case a.sas != "":
		return container.NewClientWithNoCredential(address+"?"+a.sas, options)
	case strings.HasPrefix(a.endpoint, "http://"):
		return nil, errors.New("no login goes over http: set AZURE_STORAGE_KEY, AZURE_STORAGE_CONNECTION_STRING or AZURE_STORAGE_SAS_TOKEN")
	}
	found, err := azidentity.NewDefaultAzureCredential(&azidentity.DefaultAzureCredentialOptions{ClientOptions: o})
	if err != nil {
		return nil, err
	}
	return container.NewClient(address, found, options)
}
