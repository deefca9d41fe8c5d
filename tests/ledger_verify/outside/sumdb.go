// Asks golang.org/x/mod/sumdb about JSON lines of cases; answers "true" or "false" each.
package main

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type question struct {
	Vkey, Checkpoint, Entry, OldRoot string
	Index, OldSize                   int64
	Path, Consistency                []string
}

func hashes(texts []string) (out []tlog.Hash) {
	for _, text := range texts {
		hash, err := tlog.ParseHash(text)
		if err != nil {
			panic(err)
		}
		out = append(out, hash)
	}
	return out
}

func check(one question) error {
	verifier, err := note.NewVerifier(one.Vkey)
	if err != nil {
		return err
	}
	opened, err := note.Open([]byte(one.Checkpoint), note.VerifierList(verifier))
	if err != nil {
		return err
	}
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return err
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil {
		return err
	}
	entry, err := base64.StdEncoding.DecodeString(one.Entry)
	if err != nil {
		return err
	}
	if err := tlog.CheckRecord(hashes(one.Path), size, root, one.Index, tlog.RecordHash(entry)); err != nil {
		return err
	}
	return tlog.CheckTree(hashes(one.Consistency), size, root, one.OldSize, hashes([]string{one.OldRoot})[0])
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var one question
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			panic(err)
		}
		fmt.Println(check(one) == nil)
	}
}
