import { Checkbox, SegmentedControl, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { formatDay } from '../../src/base/calendar.ts'
import type { IncidentPage } from '../../src/incident/incident.ts'
import type { Act, Body } from '../../src/incident/life.ts'
import type { PaperView } from '../../src/paper/view.ts'
import { post, queries } from '../api.ts'
import { keepPaper } from '../paper/paper-data.ts'
import { Icon } from '../parts/icon.tsx'
import { LinkButton } from '../parts/link-button.tsx'
import { Page } from '../parts/page.tsx'
import { Blank, Failed } from '../parts/trouble.tsx'
import { useLocale, useTexts } from '../texts.ts'
import { ActSheet } from './act-sheet.tsx'
import { AwayCard } from './away-card.tsx'
import { CandidateCard } from './candidate-card.tsx'
import type { Ways } from './candidate-stop.tsx'
import { incidentQuery } from './data.ts'
import { PartSearch } from './part-search.tsx'
import { candidatesQuery } from './protocol-data.ts'
import { protocolTexts } from './protocol-texts.ts'
import type { Candidate } from './qualify-data.ts'
import { qualifyTexts } from './qualify-texts.ts'
import { Questions } from './questions.tsx'
import { RepeatCard } from './repeat-card.tsx'
import { problemOf } from './use-act.ts'
import { useDraft } from './use-draft.ts'
import './qualify.css'

/** Which part of the law fits: questions, candidates with their reasons, and the inspector's choice. */
export function Qualify() {
  const t = useTexts(protocolTexts)
  const { number } = useParams({ from: '/staff/protocols/for/$number' })
  const { data: page, error, isPending, refetch } = useQuery(incidentQuery(number))
  if (isPending)
    return (
      <Page title={t.choose(Number(number))}>
        <div className="card bone" style={{ height: 320 }} />
      </Page>
    )
  if (!page) return <Failed alone error={error} retry={() => void refetch()} />
  return <Choice page={page} />
}

function Choice({ page }: { page: IncidentPage }) {
  const t = useTexts(protocolTexts)
  const locale = useLocale()
  const lawLang = locale === 'kk' ? 'kk' : 'ru'
  const navigate = useNavigate()
  const mainRef = useRef<HTMLDivElement>(null)
  // Kept on this device until a paper is drawn up: a closed page loses no answer.
  const finding = page.findings.findLast(({ confirmed }) => confirmed)
  const [draft, change, clear] = useDraft(`${page.id}.qualify.${finding?.id ?? ''}`, {
    answers: finding?.answers ?? {},
    /** «505(1)»: a part that the inspector named himself. */
    extra: null as string | null,
  })
  const { answers, extra } = draft
  const { from } = useSearch({ from: '/staff/protocols/for/$number' })
  const setAnswers = (next: Record<string, string>) => change({ answers: next })
  const setExtra = (ref: string | null) => change({ extra: ref })
  const offenders = page.subjects.filter((subject) => subject.role === 'offender')
  const [subject, setSubject] = useState<string | null>(offenders[0]?.id ?? null)
  const [unknown, setUnknown] = useState(false)
  const q = useTexts(qualifyTexts)
  const { data, error, isPending, refetch } = useQuery(candidatesQuery(page.id, answers, subject, extra))
  const [lang, setLang] = useState<'ru' | 'kk'>(locale === 'kk' || page.lang === 'kk' ? 'kk' : 'ru')
  const [busy, setBusy] = useState('')
  const [problem, setProblem] = useState('')
  const [away, setAway] = useState<{ act: Act; to?: Body } | null>(null)

  const draw = async (candidate: Candidate) => {
    setBusy(candidate.ref)
    setProblem('')
    try {
      const { items } = await post<{ items: PaperView[] }>(`/api/incidents/${page.id}/papers`, {
        kind: 'protocol',
        article: candidate.article,
        part: candidate.part,
        lang,
        subjectIds: subject ? [subject] : [],
        unknownOffender: subject === null && unknown,
        answers,
        ...(from ? { fromId: from } : {}),
      })
      items.forEach(keepPaper)
      clear()
      void queries.invalidateQueries({ queryKey: incidentQuery(String(page.number)).queryKey })
      if (items[0]) await navigate({ to: '/papers/$id', params: { id: items[0].id } })
    } catch (failure) {
      setProblem(problemOf(failure))
      setBusy('')
    }
  }
  const ways: Ways = {
    acts: page.acts,
    act: (act, to) => setAway({ act, ...(to && { to }) }),
    weigh: (ref) => {
      setExtra(ref)
      mainRef.current?.scrollIntoView({ block: 'start' })
    },
  }
  return (
    <Page
      title={t.choose(page.number)}
      actions={
        <LinkButton
          to="/incidents/$number"
          params={{ number: String(page.number) }}
          variant="subtle"
          leftSection={<Icon name="back" size={18} />}
        >
          {t.back(page.number)}
        </LinkButton>
      }
    >
      <p className="soft">{t.intro}</p>
      <div className="qualify">
        <div className="qualify-side">
          <section className="card">
            <h2>{t.questions}</h2>
            {data ? (
              <Questions
                questions={data.questions.filter(({ id }) => id !== 'repeat')}
                answers={answers}
                change={setAnswers}
              />
            ) : null}
          </section>
          <section className="card">
            <Select
              label={t.subject}
              placeholder={t.noSubject}
              clearable
              value={subject}
              onChange={setSubject}
              data={offenders.map((one) => ({ value: one.id, label: one.name }))}
            />
            {subject === null ? (
              <Checkbox
                size="md"
                label={t.unknown}
                checked={unknown}
                onChange={(event) => setUnknown(event.currentTarget.checked)}
              />
            ) : null}
            <fieldset className="field">
              <legend>{t.language}</legend>
              <SegmentedControl
                fullWidth
                size="md"
                aria-label={t.language}
                value={lang}
                onChange={(value) => setLang(value === 'kk' ? 'kk' : 'ru')}
                data={[
                  { value: 'ru', label: t.ru },
                  { value: 'kk', label: t.kk },
                ]}
              />
            </fieldset>
          </section>
          {data?.candidates[0] && data.questions.some(({ id }) => id === 'repeat') ? (
            <RepeatCard
              incidentId={page.id}
              subjectId={subject}
              article={data.candidates[0].article}
              part={data.candidates[0].part}
              answer={answers.repeat}
              onAnswer={(repeat) => {
                const { repeat: _, ...others } = answers
                setAnswers(repeat ? { ...others, repeat } : others)
              }}
            />
          ) : null}
        </div>
        <div className="qualify-main" ref={mainRef}>
          <div role="alert">{problem ? <p className="note danger">{problem}</p> : null}</div>
          {isPending ? (
            <div className="card bone" style={{ height: 280 }} />
          ) : !data ? (
            <Failed error={error} retry={() => void refetch()} />
          ) : (
            <>
              {data.edition === null ? <Blank icon="document" title={q.noEdition} /> : null}
              {data.edition?.stale ? (
                <p className="soft small">
                  {q.edition(formatDay(data.edition.validFrom, lawLang))} {q.stale}
                </p>
              ) : null}
              <AwayCard away={data.away} ways={ways} />
              {data.edition && data.candidates.length === 0 && data.away.length === 0 ? (
                <Blank icon="document" title={q.noRule} />
              ) : null}
              {data.candidates.map((candidate, place) => (
                <CandidateCard
                  key={candidate.ref}
                  candidate={candidate}
                  first={place === 0}
                  busy={busy === candidate.ref}
                  draw={() => void draw(candidate)}
                  ways={ways}
                  drop={candidate.byHand ? () => setExtra(null) : undefined}
                />
              ))}
              <PartSearch incidentId={page.id} choose={ways.weigh} />
            </>
          )}
        </div>
      </div>
      <ActSheet
        act={away?.act ?? null}
        page={page}
        close={() => setAway(null)}
        {...(away?.to ? { handTo: away.to } : {})}
      />
    </Page>
  )
}
