package cloud

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// sample is of the size that objects have in an estate: about 2 KB.
var sample = json.RawMessage(`{"id":"x","tags":{` + strings.Repeat(`"Name":"a value of some length",`, 60) + `"z":"z"}}`)

// writers runs b.N writes by n at a time.
func writers(b *testing.B, n int, write func(i int64) error) {
	var i atomic.Int64
	b.SetParallelism(n) // times GOMAXPROCS
	b.ResetTimer()
	b.RunParallel(func(p *testing.PB) {
		for p.Next() {
			if err := write(i.Add(1)); err != nil {
				b.Error(err)
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "writes/s")
}

// One writer waits for the disk alone; eight share its time. The delays are
// those that were tried for gather.
func BenchmarkCreate(b *testing.B) {
	for _, delay := range []time.Duration{0, 500 * time.Microsecond, gather, 2 * time.Millisecond, 10 * time.Millisecond} {
		for _, n := range []int{1, 4} { // 2 and 8 writers on two processors
			b.Run(fmt.Sprintf("delay=%v/writers=%dxP", delay, n), func(b *testing.B) {
				d := openNew(b)
				d.bolt.MaxBatchDelay = delay
				writers(b, n, func(i int64) error {
					return d.Create(b.Context(), object("aws_vpc", fmt.Sprint(i), attrs(string(sample))), false)
				})
			})
		}
	}
}

func BenchmarkUpdate(b *testing.B) {
	d := openNew(b)
	for i := range 64 {
		stand(b, d, object("aws_vpc", fmt.Sprint(i), attrs(string(sample))))
	}
	writers(b, 4, func(i int64) error {
		o := object("aws_vpc", fmt.Sprint(i%64), attrs(string(sample)))
		return d.Update(b.Context(), o.Key, o)
	})
}

// thousands fills a cloud at once.
func thousands(b *testing.B, n int) *DB {
	d := openNew(b)
	d.bolt.NoSync = true
	for i := range n {
		stand(b, d, object(fmt.Sprintf("aws_type_%02d", i%50), fmt.Sprint(i), attrs(string(sample)), unit(fmt.Sprint("u", i%70))))
	}
	d.bolt.NoSync = false
	b.ResetTimer()
	return d
}

func BenchmarkList5000(b *testing.B) {
	d := thousands(b, 5000)
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			if l, err := d.List(nil); err != nil || len(l) != 5000 {
				b.Fatal(len(l), err)
			}
		}
	})
	b.Run("one type by filter", func(b *testing.B) {
		for b.Loop() {
			if l, err := d.List(func(o *Object) bool { return o.Type == "aws_type_07" }); err != nil || len(l) != 100 {
				b.Fatal(len(l), err)
			}
		}
	})
	b.Run("one type by place", func(b *testing.B) {
		for b.Loop() {
			if l, err := d.ListType(account, region, "aws_type_07", nil); err != nil || len(l) != 100 {
				b.Fatal(len(l), err)
			}
		}
	})
	b.Run("reconcile a unit", func(b *testing.B) {
		l, err := d.ByUnit("u1")
		if err != nil {
			b.Fatal(err)
		}
		var state []StateObject
		for _, o := range l {
			state = append(state, StateObject{Type: o.Type, ID: o.ID, Attrs: o.Attrs})
		}
		for b.Loop() {
			if r, err := d.Reconcile(b.Context(), "u1", state, "run"); err != nil || !r.Clean() {
				b.Fatal(r, err)
			}
		}
	})
}
