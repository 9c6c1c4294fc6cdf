import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { PartView } from '../../src/base/law-view.ts'
import { Card } from '../parts/card.tsx'
import { Icon } from '../parts/icon.tsx'
import { useTitle } from '../parts/page.tsx'
import { Failed } from '../parts/trouble.tsx'
import { number, useLocale, useTexts } from '../texts.ts'
import { partQuery, refOfAddress } from './data.ts'
import { PartLink } from './law.tsx'
import { lawTexts } from './law-texts.ts'
import type { LawSearch } from './routes.tsx'

/** One part of an article, all that is known of it. */
export function LawPart() {
  const t = useTexts(lawTexts)
  const { article = '', part } = useParams({ strict: false }) as { article?: string; part?: string }
  const search = useSearch({ strict: false }) as LawSearch
  const ref = refOfAddress(article, part)
  const found = useQuery(partQuery(ref, search.edition))
  useTitle(t.code(ref))
  return (
    <div className="law-part">
      <Link to="/law" search={(before: LawSearch) => before} className="law-back">
        <Icon name="back" size={18} />
        {t.back}
      </Link>
      {found.isPending ? (
        <div className="bone law-bone" aria-hidden="true" />
      ) : found.isError ? (
        <Failed alone error={found.error} retry={() => void found.refetch()} />
      ) : (
        <Whole key={ref} part={found.data} />
      )}
    </div>
  )
}

function Whole({ part }: { part: PartView }) {
  const t = useTexts(lawTexts)
  const lang = useLocale() === 'kk' ? 'kk' : 'ru'
  return (
    <>
      <Head part={part} />
      {part.stale ? (
        <p className="note warn">
          <Icon name="warning" size={20} />
          <span>{t.stale}</span>
        </p>
      ) : null}
      <div className="law-columns">
        <div className="law-column">
          <Card title={t.plain}>
            {part.plain ? <p lang={lang}>{part.plain[lang]}</p> : null}
            <div>
              <h3>{t.wording}</h3>
              <p lang="ru">{part.conductRu}</p>
            </div>
            <p className="soft small">{t.notOfficial}</p>
          </Card>
          <Card title={t.ask}>
            <ol className="law-ask" lang={lang}>
              {part.ask.map((one) => (
                <li key={one.ru}>{one[lang]}</li>
              ))}
            </ol>
          </Card>
          <Card title={t.mayNot}>
            <ul className="law-not">
              {part.mayNot.map((one) => (
                <li key={one.ru}>
                  <Icon name="close" size={16} />
                  <span lang={lang}>
                    {one[lang]} <span className="soft small">{one.rule}</span>
                  </span>
                </li>
              ))}
            </ul>
          </Card>
        </div>
        <div className="law-column">
          <Sanctions part={part} />
          <Order part={part} />
          <Parts part={part} />
        </div>
      </div>
      <Doubts part={part} />
    </>
  )
}

function Head({ part }: { part: PartView }) {
  const t = useTexts(lawTexts)
  const kazakh = useLocale() === 'kk'
  const title = kazakh && part.titleKk ? part.titleKk : part.titleRu
  const court = part.raw.considersBy.every((code) => code === 'court' || code === 'minorsCourt')
  // A warning alone has nothing to halve, and of others' cases police offer nothing.
  const half = part.shortProcedure && part.police && part.raw.sanctions.some(({ kind }) => kind === 'fine')
  return (
    <header className="law-head">
      <h1>{t.code(part.ref)}</h1>
      <p className="law-head-title" lang={title === part.titleRu ? 'ru' : 'kk'}>
        {title}
      </p>
      {kazakh && !part.titleKk ? <p className="soft small">{t.noTitle}</p> : null}
      <ul className="law-badges">
        <li data-tone={part.police ? 'plain' : 'danger'}>{part.police ? t.badges.police : t.badges.notPolice}</li>
        {court ? <li data-tone="plain">{t.badges.court}</li> : null}
        {part.warningFirst ? <li data-tone="warn">{t.badges.warning}</li> : null}
        {half ? <li data-tone="good">{t.badges.half}</li> : null}
      </ul>
    </header>
  )
}

function Sanctions({ part }: { part: PartView }) {
  const t = useTexts(lawTexts)
  const lang = useLocale() === 'kk' ? 'kk' : 'ru'
  return (
    <Card title={t.sanctions}>
      <dl className="law-facts" lang={lang}>
        {part.sanctions.map(({ subject, main, added }) => (
          <Fact key={subject.ru} name={subject[lang] || t.anyone}>
            {main.map((one) => one[lang]).join(` ${t.or} `)}
            {added.map((one) => (
              <span key={one.ru} className="law-added">
                {one[lang]}
              </span>
            ))}
          </Fact>
        ))}
      </dl>
      {part.mrp === null ? (
        <p className="note warn">{t.noMrp(part.year)}</p>
      ) : (
        <p className="soft small">{t.mrpOf(part.year, `${number(part.mrp)} ₸`)}</p>
      )}
    </Card>
  )
}

function Order({ part }: { part: PartView }) {
  const t = useTexts(lawTexts)
  const lang = useLocale() === 'kk' ? 'kk' : 'ru'
  const names = (list: PartView['drawnUpBy']) => list.map((one) => one[lang]).join('; ')
  return (
    <Card title={t.order}>
      <dl className="law-facts">
        <Fact name={t.drawnUp}>{names(part.drawnUpBy)}</Fact>
        <Fact name={t.considers}>{names(part.considersBy)}</Fact>
        <Fact name={t.warningFirst}>{part.warningFirst ? t.warningYes : t.warningNo}</Fact>
        <Fact name={t.short}>
          {part.shortProcedure === null ? t.unsure : part.shortProcedure ? t.shortYes : t.shortNo}
        </Fact>
        <Fact name={t.onSpot}>
          {part.onSpotWarning === null ? t.unsure : part.onSpotWarning ? t.onSpotYes : t.onSpotNo}
        </Fact>
        {part.minorsNoteRu ? (
          <Fact name={t.minors}>
            <span lang="ru">{part.minorsNoteRu}</span>
          </Fact>
        ) : null}
        {part.flags.length > 0 ? (
          <Fact name={t.special}>
            {part.flags.map((one) => (
              <span key={one.ru} className="law-added">
                {one[lang]}
              </span>
            ))}
          </Fact>
        ) : null}
      </dl>
    </Card>
  )
}

function Parts({ part }: { part: PartView }) {
  const t = useTexts(lawTexts)
  const ties = [
    [t.repeatOf, part.repeatOf],
    [t.repeatedBy, part.repeatedBy],
    [t.insteadOf, part.insteadOf],
    [t.insteadBy, part.insteadBy],
  ] as const
  const some = ties.filter(([, refs]) => refs.length > 0)
  if (part.parts.length < 2 && some.length === 0) return null
  return (
    <Card title={t.parts}>
      {some.length > 0 ? (
        <dl className="law-facts">
          {some.map(([name, refs]) => (
            <Fact key={name} name={name}>
              {refs.map((ref) => (
                <PartLink key={ref} refersTo={ref} className="law-tie">
                  {ref}
                </PartLink>
              ))}
            </Fact>
          ))}
        </dl>
      ) : null}
      <ul className="law-parts">
        {part.parts.map((one) => (
          <li key={one.ref}>
            <PartLink
              refersTo={one.ref}
              className={one.ref === part.ref ? 'law-line on' : 'law-line'}
              current={one.ref === part.ref}
            >
              <span className="law-number">{one.ref}</span>
              <span lang="ru">{one.conductRu}</span>
            </PartLink>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Doubts({ part }: { part: PartView }) {
  const t = useTexts(lawTexts)
  const notes = [...part.notesRu, ...part.caveatsRu]
  return (
    <Card title={t.doubts}>
      {notes.length > 0 ? (
        <ul className="law-notes" lang="ru">
          {notes.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      ) : null}
      <p className="soft small">
        {t.source}: <span lang="ru">{part.sourceRef}</span>, {t.edition(part.edition, part.validFrom)}.{' '}
        {part.secondHand ? `${t.secondHand} ` : ''}
        <a href={part.address} target="_blank" rel="noreferrer">
          {t.official}
        </a>
      </p>
    </Card>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
