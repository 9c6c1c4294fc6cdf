import { Button, Kbd, Menu } from '@mantine/core'
import { type Category, categories } from '../../src/detection/categories.ts'
import type { ReportView } from '../../src/incident/incident.ts'
import { preview } from '../api.ts'
import { CategoryIcon } from '../parts/category-icon.tsx'
import { Icon } from '../parts/icon.tsx'
import { useNow } from '../parts/use-now.ts'
import { categoryWords } from '../parts/words.ts'
import { useLocale, useTexts } from '../texts.ts'
import { AlsoLine } from './also-line.tsx'
import { percentWords } from './likelihood.ts'
import { Marked, MarksLegend } from './marked.tsx'
import { AuthorBlock } from './message-block.tsx'
import { Chairman } from './message-notes.tsx'
import { when } from './moment.ts'
import { offeredOf } from './offered.ts'
import { isPicture } from './photos-card.tsx'
import { unsureTexts } from './unsure-texts.ts'
import { WhyList } from './why-list.tsx'

interface Props {
  item: ReportView
  /** The keys 1 to 3 are for this card. */
  current: boolean
  focused: () => void
  asReport: (category: Category) => void
  asNothing: () => void
  join: () => void
}

/** A message that waits for a person: what it says, what the program saw in it, and one tap to decide. */
export function UnsureCard({ item, current, focused, asReport, asNothing, join }: Props) {
  const t = useTexts(unsureTexts)
  const locale = useLocale()
  const now = useNow()
  const pictures = item.attachments.filter(isPicture)
  return (
    <li className="card unsure-card" data-current={current || undefined} onFocus={focused} onPointerEnter={focused}>
      <div className="unsure-said">
        <p className="message-text big">
          <Marked text={item.text} reading={item.reading} />
        </p>
        <MarksLegend messages={[item]} />
      </div>
      {pictures.length > 0 ? (
        <ul className="thumbs">
          {pictures.map((one) => (
            <li key={one.id}>
              <img src={preview(one.hash, 400)} alt="" loading="lazy" />
            </li>
          ))}
        </ul>
      ) : null}
      <div className="message-foot">
        <time dateTime={item.at}>{when(item.at, now, locale)}</time>
        <span>{item.chatTitle}</span>
        {item.chairman ? <Chairman /> : null}
        <AuthorBlock message={item} />
      </div>
      <AlsoLine also={item.reading.also} />
      <WhyList message={item} />
      <Categories reading={item.reading} current={current} asReport={asReport} />
      <div className="unsure-acts">
        <Button variant="default" leftSection={<Icon name="link" size={18} />} onClick={join}>
          {t.join}
        </Button>
        <Button variant="default" leftSection={<Icon name="close" size={18} />} onClick={asNothing}>
          {t.nothing}
        </Button>
      </div>
    </li>
  )
}

/** The likeliest categories as buttons, and the full list behind the last. */
function Categories({
  reading,
  current,
  asReport,
}: Pick<Props, 'current' | 'asReport'> & { reading: ReportView['reading'] }) {
  const t = useTexts(unsureTexts)
  const names = useTexts(categoryWords)
  const locale = useLocale()
  const offered = offeredOf(reading)
  return (
    <fieldset className="unsure-which">
      <legend className="soft small">{t.which}</legend>
      <div className="unsure-acts">
        {offered.map(({ category, likelihood }, at) => (
          <Button
            key={category}
            variant={at === 0 ? 'filled' : 'default'}
            leftSection={<CategoryIcon category={category} size={18} />}
            rightSection={
              current ? (
                <Kbd className="keys-only" aria-hidden="true">
                  {at + 1}
                </Kbd>
              ) : null
            }
            onClick={() => asReport(category)}
          >
            {names[category]}
            {likelihood === null ? null : <span className="unsure-likely">{percentWords(likelihood, locale)}</span>}
          </Button>
        ))}
        <Menu withinPortal={false} shadow="md" width={280} position="bottom-start">
          <Menu.Target>
            <Button variant={offered.length > 0 ? 'default' : 'filled'} rightSection={<Icon name="down" size={16} />}>
              {offered.length > 0 ? t.another : t.report('…')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
            {categories
              .filter((category) => !offered.some((one) => one.category === category))
              .map((category) => (
                <Menu.Item
                  key={category}
                  leftSection={<CategoryIcon category={category} size={18} />}
                  onClick={() => asReport(category)}
                >
                  {names[category]}
                </Menu.Item>
              ))}
          </Menu.Dropdown>
        </Menu>
      </div>
    </fieldset>
  )
}
