import { z } from 'zod'
import { inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { type App, errorBody, HttpError, need, notFound } from '../base/http.ts'
import { record } from '../base/journal.ts'
import { findChatOf } from '../chat/store.ts'
import { say } from './store.ts'

const words = {
  kk: '«Участок» тексеруі: байланыс жұмыс істеп тұр. Жауап берудің қажеті жоқ.',
  ru: 'Проверка «Участка»: связь работает. Отвечать не нужно.',
}

/** A word of trial to one chat, through the same way out as everything else. */
export function testRoutes(app: App, deps: Deps): void {
  app.post(
    '/api/chats/:id/test',
    {
      schema: {
        params: z.object({ id: z.uuid() }),
        response: { 200: z.object({ replyId: z.uuid() }), '4xx': errorBody },
      },
    },
    async (request) => {
      const who = need(request, 'manageChats')
      const chat = await findChatOf(deps.db, who.departmentId, request.params.id)
      if (!chat) throw notFound('The chat')
      if (chat.kind !== 'group' || chat.state !== 'bound' || chat.channel === 'export')
        throw new HttpError(409, 'not-now', 'Nothing can be said in this chat now.')
      const replyId = deps.newId()
      const text = chat.lang === 'mixed' ? `${words.kk}\n\n${words.ru}` : words[chat.lang]
      await inTransaction(deps.db, async (tx) => {
        const saying = { departmentId: who.departmentId, id: replyId, chatId: chat.id, step: `test ${replyId}` }
        await say(tx, { ...saying, lang: chat.lang, text, quiet: 'now' }, deps.now())
        await record(tx, {
          ...{ departmentId: who.departmentId, kind: 'chat.changed', at: deps.now(), accountId: who.id },
          data: { chatId: chat.id, what: 'test' },
        })
      })
      return { replyId }
    },
  )
}
