package cli

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"go.uber.org/zap"

	buckets "github.com/tearsheet/tearsheet/snapshots/storage"
)

// deployment is where the files for containers and clusters are.
const deployment = "../../../../.docker"

// container is one of a pod.
type container struct {
	Name         string
	Image        string
	Args         []string
	VolumeMounts []struct{ Name string } `yaml:"volumeMounts"`
	Ports        []struct{ Name string }
	Ready        *probe `yaml:"readinessProbe"`
	Live         *probe `yaml:"livenessProbe"`
	Startup      *probe `yaml:"startupProbe"`
	Security     struct {
		Escalate     *bool `yaml:"allowPrivilegeEscalation"`
		ReadOnly     bool  `yaml:"readOnlyRootFilesystem"`
		Capabilities struct{ Drop []string }
	} `yaml:"securityContext"`
}

type probe struct {
	Get struct{ Path, Port string } `yaml:"httpGet"`
}

type labels map[string]string

// object is one object of a cluster.
type object struct {
	APIVersion string `yaml:"apiVersion"`
	Kind       string
	Metadata   struct{ Name string }
	Spec       struct {
		Selector    any
		PodSelector any                   `yaml:"podSelector"`
		Target      struct{ Name string } `yaml:"scaleTargetRef"`
		ServiceName string                `yaml:"serviceName"`
		Claims      []object              `yaml:"volumeClaimTemplates"`
		Replicas    int
		Template    struct {
			Metadata struct{ Labels labels }
			Spec     struct {
				Containers []container
				Security   struct {
					NonRoot bool `yaml:"runAsNonRoot"`
					Seccomp struct {
						Type string
					} `yaml:"seccompProfile"`
				} `yaml:"securityContext"`
				Volumes []struct {
					Name      string
					ConfigMap struct{ Name string } `yaml:"configMap"`
				}
			}
		}
	}
}

// takes tells whether the command line is one of tearsheet's.
func takes(t *testing.T, line []string) {
	t.Helper()
	cmd, rest, err := newRootCmd(&app{log: zap.NewNop()}).Find(line)
	if err == nil {
		err = cmd.ParseFlags(rest)
	}
	if err == nil {
		err = cmd.ValidateArgs(cmd.Flags().Args())
	}
	if err != nil || !cmd.HasParent() {
		t.Errorf("%q: %v", line, err)
	}
}

// What runs from the compose file is what the program knows, with what the file itself names.
func TestCompose(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(deployment, "compose.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Services map[string]struct {
			Image    string
			Command  []string
			Volumes  []string
			Secrets  []string
			Security []string       `yaml:"security_opt"`
			Depends  map[string]any `yaml:"depends_on"`
		}
		Volumes, Secrets map[string]any
	}
	if err := yaml.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	ours := 0
	for name, s := range file.Services {
		for _, v := range s.Volumes {
			if from, _, _ := strings.Cut(v, ":"); !has(file.Volumes, from) {
				t.Errorf("%s: there is no volume %s", name, from)
			}
		}
		for _, secret := range s.Secrets {
			if !has(file.Secrets, secret) {
				t.Errorf("%s: there is no secret %s", name, secret)
			}
		}
		for other := range s.Depends {
			if !has(file.Services, other) {
				t.Errorf("%s: there is no service %s", name, other)
			}
		}
		if s.Image != "tearsheet" {
			continue
		}
		ours++
		takes(t, s.Command)
		if !slices.ContainsFunc(s.Security, func(o string) bool { return o == "seccomp=./seccomp.json" }) {
			t.Errorf("%s: Chrome's sandbox does not work there", name)
		}
	}
	if ours != 2 {
		t.Errorf("%d services are tearsheet's, want 2", ours)
	}
}

func has[V any](m map[string]V, key string) bool {
	_, ok := m[key]
	return ok
}

// The objects for a cluster belong together: what one names is there.
func TestCluster(t *testing.T) {
	var made struct {
		Resources []string
		Configs   []struct {
			Name  string
			Files []string
		} `yaml:"configMapGenerator"`
	}
	dir := filepath.Join(deployment, "kubernetes")
	document(t, filepath.Join(dir, "kustomization.yaml"), &made)
	there := map[string]object{}
	for _, c := range made.Configs {
		there["ConfigMap "+c.Name] = object{}
		for _, file := range c.Files {
			if _, err := os.Stat(filepath.Join(dir, file)); err != nil {
				t.Error(err)
			}
		}
	}
	for _, file := range made.Resources {
		for _, o := range read[object](t, filepath.Join(dir, file)) {
			name := o.Kind + " " + o.Metadata.Name
			if o.APIVersion == "" || o.Kind == "" || o.Metadata.Name == "" || has(there, name) {
				t.Errorf("%s: %q is nameless or there twice", file, name)
			}
			there[name] = o
		}
	}
	pods := map[string]bool{} // the labels of those that are made
	for _, o := range there {
		if app := o.Spec.Template.Metadata.Labels["app"]; app != "" {
			pods[app] = true
		}
	}
	for name, o := range there {
		for _, selector := range []any{o.Spec.Selector, o.Spec.PodSelector} {
			if app := appOf(selector); selector != nil && !pods[app] {
				t.Errorf("%s is about app %q, of which there is none", name, app)
			}
		}
		if to := o.Spec.Target.Name; to != "" && !has(there, "Deployment "+to) {
			t.Errorf("%s scales %s, which is not there", name, to)
		}
		if to := o.Spec.ServiceName; to != "" && !has(there, "Service "+to) {
			t.Errorf("%s: there is no service %s", name, to)
		}
		pod := o.Spec.Template.Spec
		volumes := map[string]bool{}
		for _, v := range pod.Volumes {
			volumes[v.Name] = true
			if from := v.ConfigMap.Name; from != "" && !has(there, "ConfigMap "+from) {
				t.Errorf("%s: there is no config map %s", name, from)
			}
		}
		for _, claim := range o.Spec.Claims {
			volumes[claim.Metadata.Name] = true
		}
		for _, c := range pod.Containers {
			for _, mount := range c.VolumeMounts {
				if !volumes[mount.Name] {
					t.Errorf("%s, %s: there is no volume %s", name, c.Name, mount.Name)
				}
			}
			for _, p := range []*probe{c.Ready, c.Live, c.Startup} {
				if p != nil && !slices.Contains(c.Ports, struct{ Name string }{p.Get.Port}) {
					t.Errorf("%s, %s: there is no port %s", name, c.Name, p.Get.Port)
				}
			}
			if c.Image != "tearsheet" {
				continue
			}
			takes(t, c.Args)
			if c.Ready == nil || c.Live == nil || c.Startup == nil {
				t.Errorf("%s, %s: nobody looks whether it is well", name, c.Name)
			}
			if pod.Security.Seccomp.Type != "Localhost" || !pod.Security.NonRoot || c.Security.Escalate == nil || *c.Security.Escalate || !c.Security.ReadOnly || !slices.Equal(c.Security.Capabilities.Drop, []string{"ALL"}) {
				t.Errorf("%s, %s: it has more rights than it needs, or Chrome's sandbox fewer", name, c.Name)
			}
		}
	}
	if n := there["StatefulSet nats"].Spec.Replicas; n != 3 {
		t.Errorf("the queue has %d servers, want 3", n)
	}
	for _, name := range []string{"StatefulSet nats", "Deployment worker", "ScaledObject worker", "PodDisruptionBudget nats", "PodDisruptionBudget worker"} {
		if !has(there, name) {
			t.Errorf("there is no %s", name)
		}
	}
}

// A release is built from what is there, the same bytes each time, and comes with its hashes and
// a list of what is in it.
func TestRelease(t *testing.T) {
	const root = "../../../.."
	var file struct {
		Version int
		Builds  []struct {
			Main    string
			Env     []string
			Flags   []string
			LDFlags []string `yaml:"ldflags"`
			ModTime string   `yaml:"mod_timestamp"`
			GOOS    []string `yaml:"goos"`
			GOARCH  []string `yaml:"goarch"`
		}
		Archives []struct {
			Files []struct{ Src string }
		}
		Checksum struct{ Algorithm string }
		SBOMs    []struct{ Artifacts, Cmd string } `yaml:"sboms"`
	}
	document(t, filepath.Join(root, ".goreleaser.yaml"), &file)
	if file.Version != 2 || len(file.Builds) != 1 || len(file.Archives) != 1 {
		t.Fatalf("%+v", file)
	}
	b := file.Builds[0]
	if _, err := os.Stat(filepath.Join(root, b.Main, "main.go")); err != nil {
		t.Error(err)
	}
	if !slices.Contains(b.Env, "CGO_ENABLED=0") || !slices.Contains(b.Flags, "-trimpath") || b.ModTime == "" {
		t.Errorf("its bytes depend on where it is built: %+v", b)
	}
	if set := "-X " + reflect.TypeFor[app]().PkgPath() + ".release="; len(b.LDFlags) != 1 || !strings.Contains(b.LDFlags[0], set) {
		t.Errorf("it does not know its version, for want of %s: %q", set, b.LDFlags)
	}
	for _, system := range []string{"linux", "darwin", "windows"} {
		if !slices.Contains(b.GOOS, system) || !slices.Contains(b.GOARCH, "amd64") || !slices.Contains(b.GOARCH, "arm64") {
			t.Errorf("%s is left out: %v %v", system, b.GOOS, b.GOARCH)
		}
	}
	for _, f := range file.Archives[0].Files {
		if _, err := os.Stat(filepath.Join(root, f.Src)); err != nil {
			t.Error(err)
		}
	}
	if file.Checksum.Algorithm != "sha256" || len(file.SBOMs) != 1 || file.SBOMs[0].Artifacts != "binary" {
		t.Errorf("hashes %+v, contents %+v", file.Checksum, file.SBOMs)
	}
}

// appOf is the app that a selector is about, in one of the ways in which it is written.
func appOf(selector any) string {
	m, _ := selector.(map[string]any)
	if inner, ok := m["matchLabels"].(map[string]any); ok {
		m = inner
	}
	app, _ := m["app"].(string)
	return app
}

// document reads a file of one document.
func document[T any](t *testing.T, file string, into *T) {
	t.Helper()
	*into = read[T](t, file)[0]
}

// read reads all documents of a file.
func read[T any](t *testing.T, file string) (all []T) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for decoder := yaml.NewDecoder(bytes.NewReader(text)); ; {
		var one T
		err := decoder.Decode(&one)
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		all = append(all, one)
	}
}

// variable is one of the environment that opens a bucket.
var variable = regexp.MustCompile(`\b(AWS|AZURE|GOOGLE)(_[A-Z]+)+\b`)

// What opens a bucket, as those are told whose address is none, is said for containers, too.
func TestContainersOpenBuckets(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(deployment, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, scheme := range []string{"s3", "gs", "azblob"} {
		_, err := buckets.Open(scheme + "://")
		if err == nil || !bytes.Contains(text, []byte("`"+scheme+"://`")) {
			t.Errorf("%s:// is not in the README: %v", scheme, err)
			continue
		}
		names := variable.FindAllString(err.Error(), -1)
		if len(names) == 0 {
			t.Errorf("%v names no variables", err)
		}
		for _, name := range names {
			if !bytes.Contains(text, []byte("`"+name+"`")) {
				t.Errorf("%s of %s:// is not in the README", name, scheme)
			}
		}
	}
}
