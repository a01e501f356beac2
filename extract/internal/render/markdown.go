package render

import (
	"strings"
	"sync"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/strikethrough"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"
	"golang.org/x/net/html"
)

// Markdown writes a cut-out body as CommonMark with tables. It changes body.
func Markdown(body *html.Node) (string, error) {
	tameNests(body, 0)
	conv := evenColumns
	if !tameTables(body) {
		conv = unevenColumns
	}
	out, err := conv().ConvertNode(body)
	return strings.TrimSpace(string(out)), err
}

var (
	evenColumns   = sync.OnceValue(func() *converter.Converter { return newConverter(table.CellPaddingBehaviorAligned) })
	unevenColumns = sync.OnceValue(func() *converter.Converter { return newConverter(table.CellPaddingBehaviorMinimal) })
)

func newConverter(padding table.CellPaddingBehavior) *converter.Converter {
	return converter.NewConverter(converter.WithPlugins(
		lean{},
		commonmark.NewCommonmarkPlugin(),
		strikethrough.NewStrikethroughPlugin(),
		table.NewTablePlugin(table.WithCellPaddingBehavior(padding)),
	))
}
