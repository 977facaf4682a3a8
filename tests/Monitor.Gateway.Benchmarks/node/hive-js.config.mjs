// @graphql-hive/gateway with its own planner, that of @graphql-tools/federation.
import { defineConfig } from '@graphql-hive/gateway';

export const gatewayConfig = defineConfig({ jit: true, logging: 'error' });
