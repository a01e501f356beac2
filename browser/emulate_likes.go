package browser

import (
	"strconv"
	"strings"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"github.com/tearsheet/tearsheet/browser/option"
)

// likes gives the commands by which a page meets what the request wants, beside the features
// of CSS.
func (t *tab) likes() (steps []func() error) {
	for _, like := range t.req.Emulate {
		switch name, value, _ := strings.Cut(like, "="); name {
		case "geolocation":
			latitude, longitude, accuracy, _ := option.Geolocation(value) // it has been checked
			steps = append(steps, func() error {
				_, err := call(t, emulation.SetGeolocationOverride, emulation.SetGeolocationOverrideParams{Latitude: &latitude, Longitude: &longitude, Accuracy: &accuracy})
				return err
			}, func() error { return t.permit("geolocation") })
		case "permission":
			steps = append(steps, func() error { return t.permit(value) })
		case "network":
			n := option.Networks[value]
			steps = append(steps, func() error {
				return t.slow(network.Conditions{Latency: n.Latency, DownloadThroughput: n.Down, UploadThroughput: n.Up})
			})
		case "cpu":
			rate, _ := strconv.ParseFloat(value, 64) // likewise
			steps = append(steps, func() error {
				_, err := call(t, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: rate})
				return err
			})
		}
	}
	return steps
}

// permit gives the page a permission without asking anybody.
func (t *tab) permit(name string) error {
	_, err := chromedp.CallBrowser(t.ctx, browser.SetPermission, browser.SetPermissionParams{
		Permission: &browser.PermissionDescriptor{Name: name}, Setting: browser.PermissionSettingGranted, BrowserContextID: t.browserContext(),
	})
	if err != nil {
		return fail(KindBrowser, err, "the permission %s cannot be given", name).about("emulate")
	}
	return nil
}

// slow makes the network of the tab as slow as that, or takes it away.
func (t *tab) slow(as network.Conditions) error {
	if _, err := call(t, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{&as}}); err != nil {
		return err
	}
	_, err := call(t, network.OverrideNetworkState, network.OverrideNetworkStateParams{
		Offline: as.Offline, Latency: as.Latency, DownloadThroughput: as.DownloadThroughput, UploadThroughput: as.UploadThroughput,
	})
	return err
}

// unplug takes the network from a page that has loaded, where the request wants that, and
// lets it come to rest without.
func (s *settler) unplug() {
	for _, like := range s.tab.req.Emulate {
		if like == "offline" && s.tab.slow(network.Conditions{Offline: true, DownloadThroughput: -1, UploadThroughput: -1}) == nil {
			s.rest("the page without a network")
			return
		}
	}
}
