import { describe, expect, it } from "vitest";
import { loadSiteConfig, readSiteConfig } from "./site-config";

const base = "https://tools.example/spanwise/";

function read(document: unknown) {
  const complaints: string[] = [];
  const config = readSiteConfig(document, base, (words) => complaints.push(words));
  return { config, complaints };
}

const nothing = {
  jaegerUrl: base,
  headers: undefined,
  title: undefined,
  locale: undefined,
  jaegerUi: undefined,
};

describe("the configuration of a site", () => {
  it("says where Jaeger is, what to send, and how to speak", () => {
    const { config, complaints } = read({
      jaegerUrl: "../jaeger",
      headers: { "X-Scope-OrgID": "shop", Authorization: "Bearer a.b" },
      title: "Traces of the shop",
      locale: "ru",
      jaegerUi: { search: { maxLimit: 50 } },
    });
    expect(config).toEqual({
      jaegerUrl: "https://tools.example/jaeger/",
      headers: { "x-scope-orgid": "shop", authorization: "Bearer a.b" },
      title: "Traces of the shop",
      locale: "ru",
      jaegerUi: { search: { maxLimit: 50 } },
    });
    expect(complaints).toEqual([]);
    expect(read({ jaegerUrl: "http://jaeger:16686/ui/" }).config.jaegerUrl).toBe(
      "http://jaeger:16686/ui/",
    );
  });

  it("may be empty", () => {
    expect(read({})).toEqual({ config: nothing, complaints: [] });
    expect(read({ headers: {} }).config).toEqual(nothing);
  });

  const headers = "static/config.json: headers has to be an object of header names and texts";
  const jaegerUrl =
    "static/config.json: jaegerUrl has to be an address of http or https, or a path";
  it.each<readonly [document: unknown, complaint: string]>([
    [[], "static/config.json has to hold an object"],
    [null, "static/config.json has to hold an object"],
    [{ jaegerURL: "/" }, "static/config.json: jaegerURL is not a setting"],
    [{ title: 5 }, "static/config.json: title has to be a text that is not empty"],
    [{ locale: "fr" }, "static/config.json: locale has to be one of en, ru"],
    [{ jaegerUrl: "javascript:alert(1)" }, jaegerUrl],
    [{ jaegerUrl: "https://" }, jaegerUrl],
    [{ headers: "a" }, headers],
    [{ headers: { a: 5 } }, headers],
    [{ headers: { "a b": "c" } }, headers],
    [{ headers: null }, headers],
    [{ jaegerUi: [] }, "static/config.json: jaegerUi has to be an object"],
  ])("leaves out what is wrong, and says what: %j", (document, complaint) => {
    expect(read(document)).toEqual({ config: nothing, complaints: [complaint] });
  });

  it("is read from a text, and missed by nobody", async () => {
    const complaints: string[] = [];
    const load = (text: Promise<string>) =>
      loadSiteConfig(base, text, (words) => complaints.push(words));
    expect((await load(Promise.resolve('{"title":"T"}'))).title).toBe("T");
    expect(await load(Promise.resolve("<!doctype html>"))).toEqual(nothing);
    expect(await load(Promise.resolve(""))).toEqual(nothing);
    expect(await load(Promise.reject(new Error("offline")))).toEqual(nothing);
    expect(complaints).toEqual([]);
    expect(await load(Promise.resolve('{"title":'))).toEqual(nothing);
    expect(complaints.join()).toMatch(/^static\/config\.json is not JSON: /);
  });
});
