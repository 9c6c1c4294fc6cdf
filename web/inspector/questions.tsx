import type { Question } from '../../src/protocol/qualify-rule.ts'
import { useLocale } from '../texts.ts'
import { questionId } from './qualify-data.ts'

/** The questions that tell the parts of the law apart; a second tap takes an answer back. */
export function Questions({
  questions,
  answers,
  change,
}: {
  questions: Question[]
  answers: Record<string, string>
  change: (answers: Record<string, string>) => void
}) {
  const locale = useLocale()
  const lang = locale === 'kk' ? 'kk' : 'ru'
  const choose = (question: string, answer: string) => {
    const { [question]: before, ...others } = answers
    change(answer === '' || before === answer ? others : { ...others, [question]: answer })
  }
  return questions.map((question) => (
    <fieldset key={question.id} id={questionId(question.id)} className="field" lang={lang}>
      <legend>
        {question.text[lang]} {question.rule ? <span className="soft small">{question.rule}</span> : null}
      </legend>
      {question.input === 'day' ? (
        <input
          type="date"
          className="day-input"
          aria-label={question.text[lang]}
          value={answers[question.id] ?? ''}
          onChange={(event) => choose(question.id, event.currentTarget.value)}
        />
      ) : (
        <div className="chips">
          {question.answers.map((answer) => (
            <button
              key={answer.id}
              type="button"
              className="chip"
              aria-pressed={answers[question.id] === answer.id}
              onClick={() => choose(question.id, answer.id)}
            >
              {answer.text[lang]}
            </button>
          ))}
        </div>
      )}
    </fieldset>
  ))
}
