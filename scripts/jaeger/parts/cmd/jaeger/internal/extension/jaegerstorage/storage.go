// Package jaegerstorage keeps traces in memory: what the extension of this name does with the other
// stores needs the clients of five databases, which take longer to compile than all of the rest.
package jaegerstorage

import (
	"context"
	"fmt"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/extension"

	storageapi "github.com/jaegertracing/jaeger/internal/storage/v1"
	memoryconfig "github.com/jaegertracing/jaeger/internal/storage/v1/memory"
	"github.com/jaegertracing/jaeger/internal/storage/v2/api/tracestore"
	"github.com/jaegertracing/jaeger/internal/storage/v2/memory"
	"github.com/jaegertracing/jaeger/internal/telemetry"
)

// ID is how a configuration names this extension.
var ID = component.NewID(component.MustNewType("jaeger_storage"))

type backend struct {
	Memory memoryconfig.Configuration `mapstructure:"memory"`
}

type config struct {
	Backends map[string]backend `mapstructure:"backends"`
}

type storage struct {
	config    *config
	settings  component.TelemetrySettings
	factories map[string]tracestore.Factory
}

// NewFactory makes the factory of this extension.
func NewFactory() extension.Factory {
	return extension.NewFactory(
		ID.Type(),
		func() component.Config { return &config{} },
		func(_ context.Context, set extension.Settings, cfg component.Config) (extension.Extension, error) {
			return &storage{config: cfg.(*config), settings: set.TelemetrySettings}, nil
		},
		component.StabilityLevelBeta,
	)
}

// Start makes the stores that the configuration names.
func (s *storage) Start(_ context.Context, host component.Host) error {
	s.factories = make(map[string]tracestore.Factory)
	settings := telemetry.FromOtelComponent(s.settings, host)
	for name, backend := range s.config.Backends {
		factory, err := memory.NewFactory(backend.Memory, settings)
		if err != nil {
			return fmt.Errorf("storage %q: %w", name, err)
		}
		s.factories[name] = factory
	}
	return nil
}

// Shutdown forgets nothing that the end of the process does not.
func (*storage) Shutdown(context.Context) error {
	return nil
}

// GetTraceStoreFactory gives the store of a name.
func GetTraceStoreFactory(name string, host component.Host) (tracestore.Factory, error) {
	if s, ok := host.GetExtensions()[ID].(*storage); ok {
		if factory, ok := s.factories[name]; ok {
			return factory, nil
		}
	}
	return nil, fmt.Errorf("there is no storage %q", name)
}

// GetMetricStorageFactory fails: there are no stores of metrics.
func GetMetricStorageFactory(name string, _ component.Host) (storageapi.MetricStoreFactory, error) {
	return nil, fmt.Errorf("there is no metric storage %q", name)
}
