import sharp from 'sharp'
import type { PaperDocument } from '../src/paper/document.ts'
import { paperKinds } from '../src/paper/kinds.ts'
import { type Picture, renderPaper } from '../src/paper/pdf.ts'
import { bodyFor, draw, openPaperDesk, whole } from '../src/papers-testing.ts'
import { figure, memory, percentile } from './machine.ts'

/** How fast papers are printed, and how long an inspector waits for one. */

export async function benchPapers(scale: number): Promise<void> {
  const desk = await openPaperDesk()
  const { address } = desk.staff.running
  const { cookie } = desk.inspector
  try {
    const [plain, handed] = [await whole(desk), await whole(desk, true)]
    const drawn: { id: string; document: PaperDocument }[] = [plain.protocol]
    for (const kind of paperKinds.filter((one) => one !== 'protocol')) {
      const it = kind === 'transfer' ? handed : plain
      drawn.push(await draw(desk, it.page, bodyFor(kind, it)))
    }

    const waits: number[] = []
    const pdf = async (id: string) => {
      const began = performance.now()
      const answer = await fetch(`${address}/api/papers/${id}/pdf`, { headers: { cookie } })
      const bytes = Buffer.from(await answer.arrayBuffer())
      if (answer.status !== 200) throw new Error(`pdf: ${answer.status}`)
      return { took: performance.now() - began, bytes }
    }
    const cold = await pdf(plain.protocol.id)
    figure('from the request to the first PDF of a process (cold)', cold.took, 'ms', 'fonts are read and checked')
    // The limit of one person is 60 a minute.
    for (let n = 0; n < Math.min(55, Math.round(55 * scale)); n++)
      waits.push((await pdf(drawn[n % drawn.length]?.id ?? '')).took)
    figure(
      'from the request to a PDF, half are faster (warm)',
      percentile(waits, 0.5),
      'ms',
      `${waits.length} requests`,
    )
    figure('from the request to a PDF, 95 of 100 are faster (warm)', percentile(waits, 0.95), 'ms')

    for (const photos of [0, 3]) {
      const pictures = await photosOf(photos)
      let [pages, papers] = [0, 0]
      const rounds = Math.max(1, Math.round(8 * scale))
      const began = performance.now()
      for (let n = 0; n < rounds; n++)
        for (const { document } of drawn)
          for (const lang of ['ru', 'kk'] as const) {
            // Each a little different, as papers are: nothing is kept of the one before.
            const own = { ...document, number: `${n}-${lang}`, attachments: pictures.map(attachmentOf) }
            const fields = own.fields.map((one) =>
              one.id === 'attachments' ? { ...one, value: pictures.map(({ id }) => id).join('\n') || null } : one,
            )
            pages += pagesIn(await renderPaper({ ...own, fields }, lang, pictures))
            papers += 1
          }
      const seconds = (performance.now() - began) / 1000
      figure(`pages printed, all kinds, ${photos} photos`, pages / seconds, '/s', `${papers} papers, ${pages} pages`)
    }
    const used = memory(desk.staff.dataDir)
    figure('resident memory after all that', used.rss, 'MiB', `${used.processes} processes`)
  } finally {
    await desk.staff.close()
  }
}

const pagesIn = (pdf: Buffer) => (pdf.toString('latin1').match(/\/Type \/Page\b/g) ?? []).length

/** Noise does not shrink: a preview of a real photo is about as heavy. */
async function photosOf(count: number): Promise<Picture[]> {
  const noise = { type: 'gaussian', mean: 128, sigma: 12 } as const
  const create = { width: 1600, height: 1200, channels: 3, background: '#777', noise } as const
  const pictures: Picture[] = []
  for (let n = 0; n < count; n++)
    pictures.push({ id: `photo ${n + 1}`, bytes: await sharp({ create }).jpeg({ quality: 80 }).toBuffer() })
  return pictures
}

const attachmentOf = ({ id }: Picture) => ({ id, kind: 'photo', caption: id }) as const
