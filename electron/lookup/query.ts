/** What a person asks for: an account by its id or by its e-mail address. */
export type Query = { readonly id: string } | { readonly email: string };
