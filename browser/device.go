package browser

import (
	"strings"

	"github.com/chromedp/chromedp/device"
)

// Devices lists the names that Device knows.
func Devices() []string {
	var names []string
	for d := device.Reset + 1; d <= device.MotoG4landscape; d++ {
		names = append(names, d.Device().Name)
	}
	return names
}

// Device gives the view of a known phone or tablet; case does not matter.
func Device(name string) (View, bool) {
	for d := device.Reset + 1; d <= device.MotoG4landscape; d++ {
		if info := d.Device(); strings.EqualFold(info.Name, name) {
			return View{
				Width: int(info.Width), Height: int(info.Height), Scale: info.Scale,
				Mobile: info.Mobile, UserAgent: info.UserAgent,
			}, true
		}
	}
	return View{}, false
}
