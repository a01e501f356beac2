package printed

import (
	"bytes"
	"compress/zlib"
	"errors"
	"io"
	"regexp"
	"strconv"
)

// Sheets is what was printed.
type Sheets struct {
	Count         int
	Width, Height float64 // of the first one, in points
	Text          string  // of all of them, in the order in which it is drawn
}

// streamMost is how long a stream may be when it is inflated.
const streamMost = 64 << 20

// formsDeep is how deep drawings may stand in each other.
const formsDeep = 20

// file is a PDF as its objects.
type file struct {
	objects map[string]object // by number
	fonts   map[string]*font
}

// object is one object: what it says, and its stream as it is stored.
type object struct {
	dict, stream []byte
}

var (
	begins    = regexp.MustCompile(`(\d+) 0 obj\s`)
	isSheet   = regexp.MustCompile(`/Type /Page\b[^s]`)
	kids      = regexp.MustCompile(`/Kids \[([^\]]*)\]`)
	reference = regexp.MustCompile(`(\d+) 0 R`)
	length    = regexp.MustCompile(`/Length (\d+)`)
	mediaBox  = regexp.MustCompile(`/MediaBox \[\S+ \S+ (\S+) (\S+)\]`)
	contents  = regexp.MustCompile(`/Contents (\d+) 0 R`)
	isRoot    = regexp.MustCompile(`/Type /Catalog`)
	pages     = regexp.MustCompile(`/Pages (\d+) 0 R`)
)

// Read reads a PDF that Chrome has written.
func Read(pdf []byte) (Sheets, error) {
	f := &file{objects: map[string]object{}, fonts: map[string]*font{}}
	f.find(pdf)
	var list []object
	for _, o := range f.objects {
		if isRoot.Match(o.dict) {
			if m := pages.FindSubmatch(o.dict); m != nil {
				list = f.sheets(string(m[1]), nil, 0)
			}
		}
	}
	if len(list) == 0 {
		return Sheets{}, errors.New("there are no sheets in the PDF")
	}
	s := Sheets{Count: len(list)}
	if m := mediaBox.FindSubmatch(list[0].dict); m != nil {
		s.Width, _ = strconv.ParseFloat(string(m[1]), 64)
		s.Height, _ = strconv.ParseFloat(string(m[2]), 64)
	}
	var text bytes.Buffer
	for _, sheet := range list {
		if m := contents.FindSubmatch(sheet.dict); m != nil {
			f.draw(&text, f.objects[string(m[1])], f.resources(sheet.dict), 0)
			text.WriteByte('\n')
		}
	}
	s.Text = text.String()
	return s, nil
}

// find finds the objects of a PDF, one behind the other.
func (f *file) find(pdf []byte) {
	for {
		at := begins.FindSubmatchIndex(pdf)
		if at == nil {
			return
		}
		number := string(pdf[at[2]:at[3]])
		pdf = pdf[at[1]:]
		end := bytes.Index(pdf, []byte("endobj"))
		from := bytes.Index(pdf, []byte("stream\n"))
		if from < 0 || end >= 0 && end < from {
			if end < 0 {
				return
			}
			f.objects[number] = object{dict: pdf[:end]}
			pdf = pdf[end:]
			continue
		}
		o := object{dict: pdf[:from]}
		pdf = pdf[from+len("stream\n"):]
		if m := length.FindSubmatch(o.dict); m != nil {
			n, _ := strconv.Atoi(string(m[1]))
			n = min(max(n, 0), len(pdf))
			o.stream, pdf = pdf[:n], pdf[n:]
		}
		f.objects[number] = o
	}
}

// sheets gives the sheets below a node of the tree of them, in order.
func (f *file) sheets(number string, list []object, depth int) []object {
	o, ok := f.objects[number]
	switch {
	case !ok || depth > formsDeep:
	case isSheet.Match(append(bytes.TrimSpace(o.dict), ' ')):
		list = append(list, o)
	default:
		if m := kids.FindSubmatch(o.dict); m != nil {
			for _, kid := range reference.FindAllSubmatch(m[1], -1) {
				list = f.sheets(string(kid[1]), list, depth+1)
			}
		}
	}
	return list
}

// inflated gives the stream of an object as it is meant.
func (o object) inflated() []byte {
	if !bytes.Contains(o.dict, []byte("/FlateDecode")) {
		return o.stream
	}
	z, err := zlib.NewReader(bytes.NewReader(o.stream))
	if err != nil {
		return nil
	}
	defer func() { _ = z.Close() }()
	text, err := io.ReadAll(io.LimitReader(z, streamMost))
	if err != nil && len(text) == 0 {
		return nil
	}
	return text
}
