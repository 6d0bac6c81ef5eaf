/** Every page there is, for whatever is done with all of them. */
export const publicPages = ["/", "/sign-in", "/docs", "/docs/expos", "/docs/visitors", "/docs/partners", "/docs/errors/validation_failed", "/set-up/used", "/no-such-page"];
export const privatePages = ["/home"];
