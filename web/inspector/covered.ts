/** A number that is not to be read over a shoulder: the first four digits and the last two. */
export const covered = (iin: string) => `${iin.slice(0, 4)}••••••${iin.slice(-2)}`
