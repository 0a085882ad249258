/** What a person expects from one listing of a file: whether it gets a post, and what the post says. */
export type Expected = {
  /** Null: it is reported as unreadable, with words of the reason in `says`. */
  status: 'current' | 'sold' | 'leased' | 'withdrawn' | 'offmarket' | null
  /** False: it must not be advertised. By default a current listing gets a post. */
  post?: boolean
  title?: string
  price?: string
  bedrooms?: number | null
  bathrooms?: number | null
  parking?: number | null
  land?: string | null
  building?: string | null
  features?: string[]
  photos?: string[]
  kind?: string
  offer?: string
  underOffer?: boolean
  /** Parts of the post for Facebook, or of the reason. */
  says?: string[]
  /** Must be nowhere in the title, the texts and the photo. */
  neverSays?: string[]
}

/** A file as one of the programs exports it. */
export type Case = { program: string; what: string; file: string; expected: Expected[] }

/** The URL of an invented photo or floor plan. */
export const url = (name: string) => `https://photos.example/${name}`
