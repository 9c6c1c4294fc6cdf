import type { IncidentPage, ReportView } from '../../src/incident/incident.ts'
import { Card } from '../parts/card.tsx'
import { Icon } from '../parts/icon.tsx'
import { useNow } from '../parts/use-now.ts'
import { useLocale, useTexts } from '../texts.ts'
import { AlsoLine } from './also-line.tsx'
import { incidentTexts } from './incident-texts.ts'
import { Marked, MarksLegend } from './marked.tsx'
import { Author } from './message-author.tsx'
import { AuthorBlock } from './message-block.tsx'
import { Chairman, CrowdNote, MessageNotes } from './message-notes.tsx'
import { when } from './moment.ts'
import { WhyList } from './why-list.tsx'

/** What residents wrote. Who wrote stays covered until the inspector needs it. */
export function MessagesCard({ page }: { page: IncidentPage }) {
  const t = useTexts(incidentTexts)
  return (
    <Card title={t.messages} count={page.messages.length > 1 ? page.messages.length : 0}>
      <CrowdNote journal={page.journal} />
      <ul className="messages">
        {page.messages.map((message) => (
          <Message key={message.id} message={message} />
        ))}
      </ul>
      <MarksLegend messages={page.messages} />
    </Card>
  )
}

function Message({ message }: { message: ReportView }) {
  const t = useTexts(incidentTexts)
  const locale = useLocale()
  const now = useNow()
  return (
    <li className="message" id={`from-${message.id}`}>
      <p className="message-text">
        {message.text ? <Marked text={message.text} reading={message.reading} /> : <em className="soft">{t.noText}</em>}
      </p>
      <div className="message-foot">
        <time dateTime={message.at}>{when(message.at, now, locale)}</time>
        <span>{message.chatTitle}</span>
        {message.direct ? (
          <span className="message-direct">
            <Icon name="hidden" size={15} />
            {t.direct}
          </span>
        ) : null}
        {message.kind === 'follow_up' ? <span>{t.followUp}</span> : null}
        <Author name={message.authorName} />
        {message.chairman ? <Chairman /> : null}
        <AuthorBlock message={message} />
      </div>
      <MessageNotes message={message} />
      <AlsoLine also={message.reading.also} />
      <WhyList message={message} />
    </li>
  )
}
