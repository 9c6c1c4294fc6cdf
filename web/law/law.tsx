import { ActionIcon, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { ArticlesPage, ArticleView } from '../../src/base/law-view.ts'
import { isOffline } from '../api.ts'
import { Icon } from '../parts/icon.tsx'
import { useTitle } from '../parts/page.tsx'
import { Blank, Failed } from '../parts/trouble.tsx'
import { useLocale, useTexts } from '../texts.ts'
import { articlesQuery } from './data.ts'
import { lawTexts } from './law-texts.ts'
import type { LawSearch } from './routes.tsx'
import './law.css'

/** The law: searched by words or number on the left, read part by part on the right. */
export function Law() {
  const t = useTexts(lawTexts)
  const search = useSearch({ strict: false }) as LawSearch
  const params = useParams({ strict: false }) as { article?: string; part?: string }
  const navigate = useNavigate()
  const [typed, setTyped] = useState(search.q ?? '')
  const field = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLUListElement>(null)
  useTitle(t.title)

  useEffect(() => {
    const q = typed.trim()
    if (q === (search.q ?? '')) return
    const timer = setTimeout(() => {
      void navigate({
        to: '.',
        replace: true,
        search: (before: LawSearch) => ({ ...before, q: q || undefined }) as never,
      })
    }, 200)
    return () => clearTimeout(timer)
  }, [typed, search.q, navigate])

  useEffect(() => {
    const toSearch = (event: globalThis.KeyboardEvent) => {
      const at = event.target as HTMLElement
      if (event.key !== '/' || event.ctrlKey || event.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName)) return
      event.preventDefault()
      field.current?.focus()
      field.current?.select()
    }
    window.addEventListener('keydown', toSearch)
    return () => window.removeEventListener('keydown', toSearch)
  }, [])

  const walk = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>('a.law-article') ?? [])]
    if (links.length === 0) return
    event.preventDefault()
    const at = links.indexOf(document.activeElement as HTMLAnchorElement)
    const next = event.key === 'ArrowDown' ? at + 1 : at - 1
    if (next < 0) field.current?.focus()
    else links[Math.min(next, links.length - 1)]?.focus()
  }

  return (
    <main className="law" data-open={params.article ? '' : undefined}>
      <section className="law-side" aria-label={t.search} onKeyDown={walk}>
        <div className="law-search">
          {params.article ? <p className="law-name">{t.title}</p> : <h1 className="law-name">{t.title}</h1>}
          <TextInput
            ref={field}
            type="search"
            size="md"
            aria-label={t.search}
            placeholder={t.searchHint}
            title={t.keys}
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            leftSection={<Icon name="search" size={18} />}
            rightSection={
              typed ? (
                <ActionIcon variant="subtle" color="gray" aria-label={t.clear} onClick={() => setTyped('')}>
                  <Icon name="close" size={16} />
                </ActionIcon>
              ) : null
            }
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Escape' && setTyped('')}
          />
        </div>
        <Results q={search.q ?? ''} edition={search.edition} open={params.article} list={list} />
      </section>
      <div className="law-main">
        <Outlet />
      </div>
    </main>
  )
}

function Results({
  q,
  edition,
  open,
  list,
}: {
  q: string
  edition: string | undefined
  open: string | undefined
  list: React.RefObject<HTMLUListElement | null>
}) {
  const t = useTexts(lawTexts)
  const found = useQuery(articlesQuery(q, edition))
  const all = useQuery(articlesQuery('', edition))
  const shown = found.data?.items.length
  useEffect(() => {
    if (open && shown) list.current?.querySelector('.law-article.on')?.scrollIntoView({ block: 'nearest' })
  }, [open, shown, list])
  const lost = found.isError && isOffline(found.error) && all.data !== undefined
  const page = lost && all.data ? within(all.data, q) : found.data
  if (!page)
    return found.isError ? (
      <Failed error={found.error} retry={() => void found.refetch()} />
    ) : (
      <div className="bone law-bone" aria-hidden="true" />
    )
  const dead = q ? page.doNotOffer.filter(({ article }) => q.includes(article)) : []
  return (
    <>
      {lost ? <p className="note warn">{t.offline}</p> : null}
      <p className="soft small law-count" role="status">
        {q ? t.found(page.items.length) : ''}
      </p>
      {dead.map(({ article, titleRu, reasonRu }) => (
        <p key={article} className="note warn">
          <Icon name="warning" size={18} />
          <span>
            <strong>{t.notOffered(article)}</strong>{' '}
            <span lang="ru">
              {titleRu}. {reasonRu}.
            </span>
          </span>
        </p>
      ))}
      {page.items.length === 0 ? (
        <Blank icon="search" title={t.nothing}>
          {t.nothingHint}
        </Blank>
      ) : (
        <ul className="law-list" ref={list}>
          {page.items.map((item) => (
            <Article key={item.article} item={item} on={item.article === open} searched={q !== ''} />
          ))}
        </ul>
      )}
    </>
  )
}

function Article({ item, on, searched }: { item: ArticleView; on: boolean; searched: boolean }) {
  const lang = useLocale() === 'kk' ? 'kk' : 'ru'
  const best = item.parts.find(({ ref }) => ref === item.best)
  const title = lang === 'kk' && item.titleKk ? item.titleKk : item.titleRu
  return (
    <li>
      <PartLink
        refersTo={searched ? item.best : (item.parts[0]?.ref ?? item.best)}
        className={on ? 'law-article on' : 'law-article'}
        current={on}
      >
        <span className="law-number">{searched && best ? best.ref : item.article}</span>
        <span className="law-lines">
          <span className="law-title" lang={title === item.titleRu ? 'ru' : 'kk'}>
            {title}
          </span>
          {item.plain ? (
            <span className="soft small" lang={lang}>
              {item.plain[lang]}
            </span>
          ) : null}
        </span>
      </PartLink>
    </li>
  )
}

/** Leads to a part by its own address; what was searched for stays. */
export function PartLink({
  refersTo,
  className,
  current = false,
  children,
}: {
  refersTo: string
  className: string
  current?: boolean
  children: React.ReactNode
}) {
  const [article = '', part = ''] = refersTo.replace(')', '').split('(')
  const common = {
    className,
    'aria-current': current ? ('page' as const) : undefined,
    search: (before: LawSearch) => before,
  }
  return part ? (
    <Link to="/law/$article/$part" params={{ article, part }} {...common}>
      {children}
    </Link>
  ) : (
    <Link to="/law/$article" params={{ article }} {...common}>
      {children}
    </Link>
  )
}

/** What stands beside the list before an article is chosen. */
export function LawFirst() {
  const t = useTexts(lawTexts)
  return (
    <div className="law-first">
      <Blank icon="law" title={t.choose}>
        {t.chooseHint}
      </Blank>
      <p className="soft small">{t.keys}</p>
    </div>
  )
}

/** Articles in which the words stand as they are: all that can be done without the server. */
function within(page: ArticlesPage, q: string): ArticlesPage {
  const asked = q.toLowerCase().split(/\s+/).filter(Boolean)
  const text = (item: ArticleView) =>
    [
      item.article,
      item.titleRu,
      item.plain?.ru,
      item.plain?.kk,
      ...item.parts.map(({ ref, conductRu }) => `${ref} ${conductRu}`),
    ]
      .join(' ')
      .toLowerCase()
  return { ...page, items: page.items.filter((item) => asked.every((word) => text(item).includes(word))) }
}
