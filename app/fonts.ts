import localFont from 'next/font/local'

/**
 * The letters of most pages come in 29 kB; the whole family has 70 kB, which a phone fetches before anything else. Other
 * letters, as in Łódź, Việt or Москва, are fetched by the pages that have them. The ranges are those of the files.
 *
 * `optional`: a font that arrives after the first moment is kept for the next page. Exchanging it on a page that is being
 * read would break lines elsewhere and move everything below. Until then the letters of fallback-fonts.css are shown.
 * The constants name the font families, and none may be called like a font of the system: `sans` is one on Linux.
 */
const geist = localFont({
  src: '../node_modules/@fontsource-variable/geist/files/geist-latin-wght-normal.woff2',
  display: 'optional',
  variable: '--font-geist',
  weight: '100 900',
})

const geistLatinExt = localFont({
  src: '../node_modules/@fontsource-variable/geist/files/geist-latin-ext-wght-normal.woff2',
  display: 'optional',
  variable: '--font-geist-latin-ext',
  weight: '100 900',
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
    },
  ],
})

const geistVietnamese = localFont({
  src: '../node_modules/@fontsource-variable/geist/files/geist-vietnamese-wght-normal.woff2',
  display: 'optional',
  variable: '--font-geist-vietnamese',
  weight: '100 900',
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB',
    },
  ],
})

const geistCyrillic = localFont({
  src: '../node_modules/@fontsource-variable/geist/files/geist-cyrillic-wght-normal.woff2',
  display: 'optional',
  variable: '--font-geist-cyrillic',
  weight: '100 900',
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: 'unicode-range', value: 'U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116' }],
})

/** Headings and the balance. */
const geistSerif = localFont({
  src: '../node_modules/geist/dist/fonts/geist-serif/GeistSerif-Regular.woff2',
  display: 'optional',
  variable: '--font-geist-serif',
  weight: '400',
  preload: false,
  adjustFontFallback: 'Times New Roman',
})

export const fontClasses = [geistVietnamese, geistLatinExt, geistCyrillic, geist, geistSerif]
  .map(({ variable }) => variable)
  .join(' ')
