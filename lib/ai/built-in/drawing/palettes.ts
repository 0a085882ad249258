import type { paletteNames } from './listing-facts'

export type Palette = {
  paper: string
  ink: string
  muted: string
  strong: string
  onStrong: string
  accent: string
}

/** Text and background pairs have a contrast of at least 4.5 to 1. */
export const palettes: Record<(typeof paletteNames)[number], Palette> = {
  forest: {
    paper: '#f6f3ea',
    ink: '#17322a',
    muted: '#566b62',
    strong: '#1d4437',
    onStrong: '#f6f3ea',
    accent: '#d9b36a',
  },
  ink: {
    paper: '#f4f4f1',
    ink: '#14171f',
    muted: '#585d69',
    strong: '#14171f',
    onStrong: '#f7f5ef',
    accent: '#e0bd7e',
  },
  clay: {
    paper: '#faf3ec',
    ink: '#43251a',
    muted: '#7d5f52',
    strong: '#8a3f27',
    onStrong: '#fdf4ea',
    accent: '#f2c48d',
  },
  sea: {
    paper: '#f1f6f7',
    ink: '#12323f',
    muted: '#4f6b77',
    strong: '#16506a',
    onStrong: '#f1f8fa',
    accent: '#f0c987',
  },
  plum: {
    paper: '#f8f3f5',
    ink: '#34192c',
    muted: '#71596a',
    strong: '#572547',
    onStrong: '#fbf2f7',
    accent: '#e6b8a2',
  },
  stone: {
    paper: '#f5f2ed',
    ink: '#2e2a26',
    muted: '#6b645c',
    strong: '#4a433b',
    onStrong: '#faf6f0',
    accent: '#dcc8a6',
  },
}
