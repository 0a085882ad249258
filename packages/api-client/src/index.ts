export { ApiError, orThrow } from './api-error'
export { type ClientOptions, createMarketTrakClient, type MarketTrakClient } from './client'
export type { components, operations, paths } from './schema'
export { type Spend, spendAtCurrentPrice } from './spend'
