import type { Account } from '../base/access.ts'
import { inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { record } from '../base/journal.ts'
import { keepMedia } from '../base/keep-media.ts'
import { id as logged } from '../base/log.ts'
import { wellFormedText } from '../base/well-formed.ts'
import type { Attachment, Message } from '../chat/message.ts'
import { news } from '../incident/act-store.ts'
import type { Incident } from '../incident/store.ts'
import { addAttachment } from '../incident/unsure.ts'

/** Keeps what an officer sent as found on the spot; false when none of it could be kept. */
export async function keepEvidence(
  deps: Deps,
  who: Account,
  incident: Incident,
  message: Message,
  files: readonly Attachment[],
): Promise<boolean> {
  const { departmentId } = incident
  let kept = 0
  for (const file of files) {
    const bytes = await file.open()
    if (!bytes) continue
    const stored = await keepMedia(deps.files, deps.config, bytes, kindOf(file.kind))
    if ('refused' in stored) {
      deps.log.warn('attachment.refused', { reason: logged(stored.refused), incident: logged(incident.id) })
      continue
    }
    const [id, now] = [deps.newId(), deps.now()]
    const caption = wellFormedText(message.text).slice(0, 300)
    const kind = stored.mime.startsWith('image/') ? 'photo' : file.kind
    await inTransaction(deps.db, async (tx) => {
      const more = { id, departmentId, incidentId: incident.id, purpose: 'finding', kind, caption, byAccount: who.id }
      await addAttachment(tx, { ...stored, ...more }, now)
      await record(tx, {
        ...{ departmentId, kind: 'file.added', at: now, incidentId: incident.id, accountId: who.id },
        data: { attachmentId: id, purpose: 'finding' },
        live: news(incident, 'file.added'),
      })
    })
    kept += 1
  }
  return kept > 0
}

const kindOf = (kind: Attachment['kind']) => (kind === 'location' || kind === 'sticker' ? 'document' : kind)
