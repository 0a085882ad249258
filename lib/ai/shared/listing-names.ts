/** The names of a listing image's options. Pure, and safe in a browser. */

/** The sizes that social networks use, in pixels. */
export const formats = {
  square: { label: 'Square post', width: 1080, height: 1080 },
  portrait: { label: 'Portrait post', width: 1080, height: 1350 },
  story: { label: 'Story', width: 1080, height: 1920 },
  link: { label: 'Link preview', width: 1200, height: 630 },
} as const
export const formatNames = ['square', 'portrait', 'story', 'link'] as const
export const paletteNames = ['forest', 'ink', 'clay', 'sea', 'plum', 'stone'] as const
export const layoutNames = ['cover', 'gallery', 'panel', 'frame'] as const
export const lightNames = ['day', 'golden', 'dusk'] as const
/** Of the picture, drawn or photo. */
export const finishNames = ['natural', 'vivid', 'monochrome'] as const
export const homeKinds = ['house', 'modern', 'townhouse', 'apartment'] as const
export const focusNames = ['centre', 'left', 'right', 'top', 'bottom'] as const
/** How far the picture can be made brighter or darker, in steps. */
export const MOST_BRIGHTNESS = 2
