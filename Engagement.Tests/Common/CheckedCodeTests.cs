using Engagement.Core.Common;

namespace Engagement.Tests.Common;

public class CheckedCodeTests
{
    [Fact]
    public void Read_EverySingleWrongCharacterAndEverySwap_IsRefused()
    {
        var code = CheckedCode.New(8);
        CheckedCode.Read(code).ShouldBe(code);
        for (var i = 0; i < code.Length; i++)
        {
            foreach (var c in CheckedCode.Alphabet.Where(c => c != code[i]))
                CheckedCode.Read(code[..i] + c + code[(i + 1)..]).ShouldBeNull();
            if (i > 0 && code[i] != code[i - 1])
                CheckedCode.Read(code[..(i - 1)] + code[i] + code[i - 1] + code[(i + 1)..]).ShouldBeNull();
        }
    }

    [Fact]
    public void Read_AsPeopleType_IsUnderstood()
    {
        var code = CheckedCode.New(12);
        CheckedCode.Read(" " + CheckedCode.Print(code).ToLowerInvariant().Replace("-", " - ", StringComparison.Ordinal)).ShouldBe(code);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("A0")]
    [InlineData("<script>alert(1)</script>")]
    public void Read_Nonsense_IsRefused(string? typed) => CheckedCode.Read(typed).ShouldBeNull();
}
