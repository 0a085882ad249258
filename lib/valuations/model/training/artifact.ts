import { gunzipSync, gzipSync } from 'node:zlib'
import type { Model } from '../model.ts'

/** Changes with the method, so that stored models of another method are not used. */
export const METHOD = 'comparables-and-trees-2'

/** A model as bytes to store, some tens of kilobytes. */
export function pack({ forest, ...rest }: Model): Uint8Array {
  const plain = {
    ...rest,
    forest: {
      base: forest.base,
      edges: forest.edges.map((edges) => [...edges]),
      roots: [...forest.roots],
      feature: [...forest.feature],
      bin: [...forest.bin],
      left: [...forest.left],
      value: [...forest.value],
    },
  }
  return gzipSync(JSON.stringify(plain))
}

type Plain<T> = { [Key in keyof T]: T[Key] extends ArrayLike<number> ? number[] : T[Key] }

export function unpack(bytes: Uint8Array): Model {
  const { forest, ...rest } = JSON.parse(gunzipSync(bytes).toString()) as Omit<Model, 'forest'> & {
    forest: Plain<Omit<Model['forest'], 'edges'>> & { edges: number[][] }
  }
  return {
    ...rest,
    forest: {
      base: forest.base,
      edges: forest.edges.map((edges) => Float64Array.from(edges)),
      roots: Uint32Array.from(forest.roots),
      feature: Uint8Array.from(forest.feature),
      bin: Uint8Array.from(forest.bin),
      left: Uint16Array.from(forest.left),
      value: Float32Array.from(forest.value),
    },
  }
}
