import { useQuery } from '@tanstack/react-query'
import type { ImportView } from '../../src/import-routes.ts'
import { meQuery } from '../api.ts'
import { Icon } from '../parts/icon.tsx'
import { LinkButton } from '../parts/link-button.tsx'
import { Page } from '../parts/page.tsx'
import { Blank, Failed } from '../parts/trouble.tsx'
import { dayAndTime, useTexts } from '../texts.ts'
import { importsQuery } from './data.ts'
import { ImportForm } from './import-form.tsx'
import { type ImportProblem, importsTexts } from './imports-texts.ts'
import { Bones } from './sheet.tsx'

/** Exported chats: sending one, how far it is, what came of each. */
export function Imports() {
  const t = useTexts(importsTexts)
  const found = useQuery(importsQuery)
  return (
    <Page title={t.title} narrow>
      <p className="soft">{t.intro}</p>
      <ImportForm />
      <h2>{t.list}</h2>
      {found.isPending ? (
        <Bones rows={2} />
      ) : found.isError ? (
        <Failed error={found.error} retry={() => void found.refetch()} />
      ) : found.data.length === 0 ? (
        <Blank icon="upload" title={t.none} />
      ) : (
        <ul className="card adm-list">
          {found.data.map((job) => (
            <ImportRow key={job.id} job={job} />
          ))}
        </ul>
      )}
    </Page>
  )
}

function ImportRow({ job }: { job: ImportView }) {
  const t = useTexts(importsTexts)
  const { data: me } = useQuery(meQuery)
  const running = job.state === 'running' || job.state === 'waiting'
  const seesIncidents = me?.permissions.includes('seeIncidents') ?? false
  const problem = job.problem === '' ? null : (t.problems[job.problem as ImportProblem] ?? t.problems.other)
  return (
    <li className="adm-row wide">
      <div className="adm-main">
        <p className="adm-name">
          {job.chatTitle}
          <span className={job.state === 'failed' ? 'adm-tag warn' : running ? 'adm-tag' : 'adm-tag quiet'}>
            {t.states[job.state]}
          </span>
        </p>
        <p className="soft small adm-room">
          {job.fileName} · {dayAndTime(job.createdAt)}
        </p>
        {running ? <progress className="adm-progress" aria-label={t.progress(job.chatTitle)} /> : null}
        {job.state === 'waiting' || (job.state === 'failed' && job.read === 0) ? null : (
          <p className="adm-figures small" aria-live={running ? 'off' : undefined}>
            <span>{t.read(job.read)}</span>
            <span>{t.kept(job.kept)}</span>
            {running ? null : (
              <span>
                <b>{t.incidents(job.incidents)}</b>
              </span>
            )}
            {job.unreadable > 0 ? <span className="adm-warn">{t.unreadable(job.unreadable)}</span> : null}
          </p>
        )}
        {problem && !running ? (
          <p className={job.state === 'failed' ? 'note danger' : 'note warn'}>
            <Icon name="warning" size={20} />
            <span>{problem}</span>
          </p>
        ) : null}
      </div>
      {job.state === 'done' && job.kept > 0 && seesIncidents ? (
        <div className="adm-acts">
          <LinkButton to="/incidents" search={{ tab: 'all' }} size="compact-md" variant="default">
            {t.open}
          </LinkButton>
          <LinkButton to="/unsure" size="compact-md" variant="default">
            {t.unsure}
          </LinkButton>
        </div>
      ) : null}
    </li>
  )
}
