/** From a title in Russian or Kazakh to an address in Latin letters. Pure. */

const latin: Record<string, string> = {
  а: 'a', ә: 'a', б: 'b', в: 'v', г: 'g', ғ: 'g', д: 'd', е: 'e', ё: 'e', ж: 'zh', з: 'z', и: 'i', й: 'i', к: 'k', қ: 'q', л: 'l', м: 'm',
  н: 'n', ң: 'n', о: 'o', ө: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ұ: 'u', ү: 'u', ф: 'f', х: 'h', һ: 'h', ц: 'ts', ч: 'ch', ш: 'sh',
  щ: 'sh', ъ: '', ы: 'y', і: 'i', ь: '', э: 'e', ю: 'yu', я: 'ya',
} // biome-ignore format: a table

const longest = 40

/** What an address of a room may look like: short enough to be read out and typed in. */
export const slugPattern = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/

/** «ЖК Самалды, 2-подъезд» → `zhk-samaldy-2-podezd`; `room` when no letter can be written in Latin. */
export function slugOf(title: string): string {
  const letters = [...title.toLowerCase().normalize('NFC')].map((letter) => latin[letter] ?? letter).join('')
  const words = letters
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
  const short =
    words.length <= longest
      ? words
      : words
          .slice(0, longest + 1)
          .replace(/-[^-]*$/, '')
          .slice(0, longest)
  return short.replaceAll(/^-+|-+$/g, '') || 'room'
}

/** The first of `slug`, `slug-2`, `slug-3` … that nobody has. */
export function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  if (!taken.has(slug)) return slug
  for (let number = 2; ; number++) {
    const tail = `-${number}`
    const next = slug.slice(0, longest - tail.length).replace(/-+$/, '') + tail
    if (!taken.has(next)) return next
  }
}
