//go:build linux

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	devpage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// The floor is what Chrome itself needs: a program that knows what no other can. The
// pages tell it the moment they are complete, it has a window in which all of a page is
// in view, and it knows which button closes the notice. It saves what tearsheet saves of
// the browser, document and picture, and does nothing else.

// The heights of the floor's windows: the usual one, and one as tall as the tallest page
// for those of which some comes only when it is in view.
const (
	floorWindow     = 720
	floorTallWindow = 33000
)

// floor is the program: floor CHROME CONCURRENCY FOLDER "HEIGHT URL"...
func floor(args []string) error {
	chrome, out, urls := args[0], args[2], args[3:]
	concurrency, err := strconv.Atoi(args[1])
	if err != nil {
		return err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chrome), chromedp.NoSandbox,
		chromedp.Flag("disable-site-isolation-trials", true))
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	defer cancel()
	browser, cancelBrowser := chromedp.NewContext(allocator)
	defer cancelBrowser()
	if err := chromedp.Do(browser); err != nil {
		return err
	}
	queue := make(chan string)
	var printing sync.Mutex
	var workers sync.WaitGroup
	for range concurrency {
		workers.Go(func() {
			for job := range queue {
				height, u, _ := strings.Cut(job, " ")
				window, err := strconv.ParseInt(height, 10, 64)
				if err != nil {
					panic(err)
				}
				line, err := floorPage(browser, u, window, filepath.Join(out, u[strings.LastIndexByte(u, '/')+1:]))
				if err != nil {
					fmt.Fprintln(os.Stderr, u, err)
					continue
				}
				data, _ := json.Marshal(line) // of strings and a number
				printing.Lock()
				fmt.Println(string(data))
				printing.Unlock()
			}
		})
	}
	for _, u := range urls {
		queue <- u
	}
	close(queue)
	workers.Wait()
	return nil
}

// floorPage captures one page.
func floorPage(browser context.Context, url string, window int64, stem string) (line scriptLine, err error) {
	begun := time.Now()
	complete := make(chan string, 1)
	tab, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext(), chromedp.WithListener(func(ev any) {
		if said, ok := ev.(*runtime.EventBindingCalled); ok && said.Name == "__complete" {
			complete <- said.Payload
		}
	}))
	defer func() { go cancel() }()
	ctx, cancelTime := context.WithTimeout(tab, 45*time.Second)
	defer cancelTime()
	if err := chromedp.Do(tab); err != nil {
		return line, err
	}
	target := chromedp.FromContext(tab).Target
	_, err1 := cdp.Call(ctx, target, runtime.AddBinding, runtime.AddBindingParams{Name: "__complete"})
	_, err2 := cdp.Call(ctx, target, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: 1280, Height: window, DeviceScaleFactor: 1})
	_, err3 := cdp.Call(ctx, target, devpage.Navigate, devpage.NavigateParams{URL: url})
	for _, err := range []error{err1, err2, err3} {
		if err != nil {
			return line, err
		}
	}
	var height float64
	select {
	case said := <-complete:
		if height, err = strconv.ParseFloat(said, 64); err != nil {
			return line, err
		}
	case <-ctx.Done():
		return line, ctx.Err()
	}
	dom, err := cdp.Call(ctx, target, runtime.Evaluate, runtime.EvaluateParams{
		Expression: `document.getElementById('reject')?.click(); document.documentElement.outerHTML`, ReturnByValue: new(true),
	})
	if err != nil {
		return line, err
	}
	var text string
	if err := json.Unmarshal(dom.Result.Value, &text); err != nil {
		return line, err
	}
	shot, err := cdp.Call(ctx, target, devpage.CaptureScreenshot, devpage.CaptureScreenshotParams{
		Format: "png", OptimizeForSpeed: new(true), CaptureBeyondViewport: new(true), Clip: &devpage.Viewport{Width: 1280, Height: height, Scale: 1},
	})
	if err != nil {
		return line, err
	}
	line = scriptLine{url, stem + ".html", stem + ".png", 0}
	if err := os.WriteFile(line.DOM, []byte(text), 0o644); err != nil {
		return line, err
	}
	if err := os.WriteFile(line.Picture, shot.Data, 0o644); err != nil {
		return line, err
	}
	line.Millis = float64(time.Since(begun).Milliseconds())
	return line, nil
}
