import { type NextRequest, NextResponse } from "next/server";
import { userOf } from "./relay";

/** Lets the browser ask for name and password. */
export function proxy({ headers }: NextRequest): NextResponse {
  if (userOf(headers.get("authorization")) !== null) return NextResponse.next();
  return new NextResponse(null, { status: 401, headers: { "WWW-Authenticate": 'Basic realm="images"' } });
}

// The relay knows its callers itself. Bodies that pass through here are limited to 10 MB.
export const config = { matcher: "/((?!api/plantain/|_next/).*)" };
