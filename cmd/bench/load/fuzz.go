//go:build linux

package main

import "context"

func fuzz(context.Context, config, *server) error { return nil }
