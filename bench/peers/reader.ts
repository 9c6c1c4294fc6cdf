/** What a classifier must be able to do to stand in the table of `npm run bench -- detection`. */

export interface Labelled {
  text: string
  report: boolean
  /** Of a report; null for everything else. */
  category: string | null
}

export interface Said {
  report: boolean
  /** Null where the text was not held to be a report and nobody asked further. */
  category: string | null
}

export interface Reader {
  /** Reads one text alone, as one would in earnest: the category is asked for only when it is held to be a report. */
  read(text: string): Said | Promise<Said>
  /** The category of a text that is known to be a report. */
  categoryOf(text: string): string | Promise<string>
}

export interface Peer {
  /** Learns both answers and leaves the models, files named `model…`, in the folder. */
  train(texts: readonly Labelled[], folder: string): void | Promise<void>
  /** From nothing imported to ready to read. */
  load(folder: string): Promise<Reader>
}

/** Two classifiers as one reader: the first tells reports, the second their category. */
export function readerOf(isReport: (text: string) => boolean, categoryOf: (text: string) => string): Reader {
  return {
    categoryOf,
    read(text) {
      const report = isReport(text)
      return { report, category: report ? categoryOf(text) : null }
    },
  }
}
