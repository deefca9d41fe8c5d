/* 通行密钥 Signs or enrols with the person's passkey when a form asks for it.
   <form data-passkey-sign="OPTIONS-URL"> or data-passkey-register: the form is posted there, the returned options go to
   the authenticator, its answer into the hidden input `passkey`, and the form is sent on its way. */
(function () {
  "use strict";

  function bytes(text) {
    var plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, function (c) { return c.charCodeAt(0); });
  }

  function text(buffer) {
    if (!buffer) return null;
    var plain = String.fromCharCode.apply(null, new Uint8Array(buffer));
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  function keys(list) {
    return (list || []).map(function (key) { return Object.assign({}, key, { id: bytes(key.id) }); });
  }

  function answer(credential, response) {
    return {
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      authenticatorAttachment: credential.authenticatorAttachment || null,
      clientExtensionResults: credential.getClientExtensionResults(),
      response: response,
    };
  }

  async function sign(options) {
    var asked = Object.assign({}, options, {
      challenge: bytes(options.challenge),
      allowCredentials: keys(options.allowCredentials),
    });
    var credential = await navigator.credentials.get({ publicKey: asked });
    var r = credential.response;
    return answer(credential, {
      clientDataJSON: text(r.clientDataJSON),
      authenticatorData: text(r.authenticatorData),
      signature: text(r.signature),
      userHandle: text(r.userHandle),
    });
  }

  async function register(options) {
    var asked = Object.assign({}, options, {
      challenge: bytes(options.challenge),
      user: Object.assign({}, options.user, { id: bytes(options.user.id) }),
      excludeCredentials: keys(options.excludeCredentials),
    });
    var credential = await navigator.credentials.create({ publicKey: asked });
    var r = credential.response;
    return answer(credential, {
      clientDataJSON: text(r.clientDataJSON),
      attestationObject: text(r.attestationObject),
      transports: r.getTransports ? r.getTransports() : [],
    });
  }

  var REASONS = {
    NotAllowedError: "passkey-cancelled",
    AbortError: "passkey-cancelled",
    InvalidStateError: "passkey-known",
    SecurityError: "passkey-address",
    NotSupportedError: "passkey-none",
    TypeError: "failed", // fetch without a connection
  };

  // 出错说明 The server's own sentence when it refused, else what the authenticator's error means.
  function reason(error) {
    return error.refusal || window.liuhen.word(REASONS[error.name] || "passkey-failed");
  }

  async function options(form, url) {
    var reply = await fetch(url, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json", "X-CSRFToken": window.liuhen.csrf() },
      credentials: "same-origin",
    });
    if (reply.redirected || reply.status === 401) throw Object.assign(new Error(), { refusal: window.liuhen.word("expired") });
    var body = await reply.json().catch(function () { return {}; });
    if (reply.ok) return body.publicKey || body;
    var error = new Error("refused");
    error.refusal = body.error && [body.error.message, body.error.next].filter(Boolean).join(" ");
    throw error;
  }

  function keep(form, value) {
    var input = form.querySelector('input[name="passkey"]');
    if (!input) {
      input = document.createElement("input");
      input.type = "hidden";
      input.name = "passkey";
      form.append(input);
    }
    input.value = value;
  }

  async function run(form, button) {
    var enrol = form.dataset.passkeyRegister;
    if (button) button.disabled = true;
    try {
      if (!window.PublicKeyCredential) throw Object.assign(new Error(), { name: "NotSupportedError" });
      var asked = await options(form, enrol || form.dataset.passkeySign);
      keep(form, JSON.stringify(await (enrol ? register(asked) : sign(asked))));
      form.dataset.passkeyDone = "1";
      if (button) button.disabled = false;
      form.requestSubmit(button || undefined);
    } catch (error) {
      window.liuhen.say(form, reason(error));
    } finally {
      if (button) button.disabled = false;
      delete form.dataset.passkeyDone;
    }
  }

  // Runs before htmx and before the once-only guard: they must see only the signed form.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!form.dataset.passkeySign && !form.dataset.passkeyRegister) return;
    if (form.dataset.passkeyDone) return;
    // A second button of the same form may sign another way: <button data-passkey-skip>.
    if (event.submitter && "passkeySkip" in event.submitter.dataset) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (form.reportValidity()) run(form, event.submitter);
  }, true);

  window.liuhen.passkey = { sign: sign, register: register };
})();
