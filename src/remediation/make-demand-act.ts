import { formatDay, formatEnd, formatInstant, localDay } from '../base/calendar.ts'
import { type Filled, filled, nothing, type PaperDocument } from '../paper/document.ts'
import { fullName } from '../person/person.ts'
import { attaching, authored, newPaper, type PaperCase, placeOf } from '../protocol/paper-case.ts'

/** Whether the demand was fulfilled, with what shows it: the pictures before and after, and the landfill's receipt. */
export function demandAct(of: PaperCase): PaperDocument {
  const { order, rows, parent, subject, settings } = of
  const shown = new Set([order?.beforeId, order?.afterId, order?.receiptId])
  const files = rows.attachments.filter(({ id }) => shown.has(id))
  const { attachments, listed } = attaching(files)
  const ref = order?.id ?? null
  return newPaper(
    of,
    'demandAct',
    {
      ...authored(of),
      'paper.place': filled(settings.drawnUpPlace, 'system'),
      demand: demandOf(of),
      obliged: filled(subject && fullName(subject.person), 'register', subject?.id ?? parent?.id ?? null),
      place: placeOf(of),
      measures: filled(order?.text, 'inspector', ref),
      due: filled(order && { ru: formatEnd(order.dueAt, 'ru'), kk: formatEnd(order.dueAt, 'kk') }, 'inspector', ref),
      doneAt: filled(
        order?.submittedAt && {
          ru: formatInstant(order.submittedAt, 'ru'),
          kk: formatInstant(order.submittedAt, 'kk'),
        },
        'inspector',
        ref,
      ),
      result: resultOf(order),
      attachments: listed,
    },
    { attachments },
  )
}

function demandOf({ order, parent }: PaperCase): Filled {
  // Of another paper neither the number nor the day is the demand's.
  const paper = parent?.document.kind === 'demand' && parent.signedAt ? parent : null
  const at = paper?.signedAt ?? order?.orderedAt
  if (!at) return nothing
  const number = paper?.document.number
  return filled(
    {
      ru: `${number ? `№ ${number} ` : ''}от ${formatDay(localDay(at), 'ru')}`,
      kk: `${formatDay(localDay(at), 'kk')}${number ? `, № ${number}` : ''}`,
    },
    'system',
    paper?.id ?? order?.id ?? null,
  )
}

/** As the inspector decided on the proof; before that there is no result. */
function resultOf(order: PaperCase['order']): Filled {
  if (order?.status === 'accepted')
    return filled({ ru: 'требование исполнено', kk: 'талап орындалды' }, 'inspector', order.id)
  if (order?.status === 'refused')
    return filled({ ru: 'требование не исполнено', kk: 'талап орындалмады' }, 'inspector', order.id)
  return nothing
}
