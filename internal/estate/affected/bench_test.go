package affected

import (
	"os/exec"
	"testing"

	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/estate/estatetest"
)

// BenchmarkFind asks about one unit of 5000, with nothing remembered: for a
// profile; test/bench measures the program.
func BenchmarkFind(b *testing.B) {
	dir := estatetest.Dir(b)
	files := estatetest.Files(5000)
	delete(files, ".git/HEAD")
	estatetest.Write(b, dir, files)
	for _, args := range [][]string{{"init", "-q"}, {"add", "-A"}, {"-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-qm", "all"}} {
		if out, err := exec.Command("git", append([]string{"-C", dir}, args...)...).CombinedOutput(); err != nil {
			b.Fatalf("git %s: %v %s", args, err, out)
		}
	}
	estatetest.Write(b, dir, map[string]string{"env0/region0/c14/new.json": "{}"})
	for b.Loop() {
		a, err := Find(b.Context(), Options{Dir: dir, Base: "HEAD", Cache: estate.NewCache(b.TempDir(), "1")})
		if err != nil || len(a.Units) == 0 {
			b.Fatal(err, a)
		}
	}
}
