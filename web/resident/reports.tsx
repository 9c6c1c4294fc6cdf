import { useEffect, useRef } from 'react'
import type { Status } from '../../src/incident/life.ts'
import { useLocale, useTexts } from '../texts.ts'
import { Icon } from './icons.tsx'
import { Language } from './language.tsx'
import { roomTexts } from './speak.ts'
import type { OwnReport } from './use-room.ts'
import { momentIn } from './when.ts'

/** The way to the page of each of one's own reports. */
export function ReportsList({ reports }: { reports: readonly OwnReport[] }) {
  const t = useTexts(roomTexts)
  const words = t.status
  const locale = useLocale()
  if (reports.length === 0)
    return (
      <p className="soft">
        {t.reports.none} {t.reports.noneMore}
      </p>
    )
  return (
    <>
      <ul className="reports">
        {reports.map(({ secret, number, status, at }) => (
          <li key={secret}>
            <a href={`/r/${secret}`}>
              <span>
                <strong>{number === null ? t.reports.noNumber : t.report(String(number))}</strong>
                <small className="soft">
                  {words[(status ?? 'waiting') as Status | 'waiting'] ?? ''} · {momentIn(at, locale)}
                </small>
              </span>
              <Icon name="forward" />
            </a>
          </li>
        ))}
      </ul>
      <p className="soft small">{t.reports.keep}</p>
    </>
  )
}

export function ReportsDrawer({ reports, onClose }: { reports: readonly OwnReport[]; onClose: () => void }) {
  const t = useTexts(roomTexts)
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className="drawer" aria-label={t.reports.title} onClose={onClose}>
      <div className="drawer-head">
        <h2>{t.reports.title}</h2>
        <button type="button" className="round" aria-label={t.close} onClick={() => dialog.current?.close()}>
          <Icon name="close" />
        </button>
      </div>
      <ReportsList reports={reports} />
      <Language />
    </dialog>
  )
}
