using System.Text;
using Engagement.Core.People;

namespace Engagement.Tests.People.Import;

public class SheetReaderTests
{
    private const string Text = "Nombre,Apellido\r\nJosé,Peña\r\n";

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes(Text) },
        { "UTF-8", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text)] },
        { "UTF-16", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Text)] },
        { "Windows-1252", Encoding.Latin1.GetBytes(Text) },
    };

    [Theory, MemberData(nameof(Encodings))]
    public void Read_AnyEncoding_IsRecognised(string encoding, byte[] bytes)
    {
        var sheet = SheetReader.Read(bytes).OrThrow();
        sheet.Encoding.ShouldBe(encoding);
        sheet.Rows[0].Cells.ShouldBe(["Nombre", "Apellido"]);
        sheet.Rows[1].Cells.ShouldBe(["José", "Peña"]);
    }

    [Theory, InlineData(','), InlineData(';'), InlineData('\t'), InlineData('|')]
    public void Read_AnySeparator_IsRecognised(char separator)
    {
        var text = $"Name{separator}Notes{separator}Zip\n\"Ruiz, Ana; María\"{separator}\"two\nlines, and \"\"quotes\"\"\"{separator}19107\n\nLee{separator}{separator}\n";
        var sheet = SheetReader.Read(text).OrThrow();
        sheet.Separator.ShouldBe(separator);
        sheet.Rows.Select(r => r.Number).ShouldBe([1, 2, 4]);
        sheet.Rows[1].Cells.ShouldBe(["Ruiz, Ana; María", "two\nlines, and \"quotes\"", "19107"]);
    }

    [Fact]
    public void Read_ExcelsSeparatorLine_IsObeyedAndNotARow()
    {
        var sheet = SheetReader.Read("sep=;\r\nName;Zip\r\nAna, B;1\r\n").OrThrow();
        (sheet.Separator, sheet.Rows.Count).ShouldBe((';', 2));
    }

    public static TheoryData<string, byte[]> Useless => new()
    {
        { "empty", [] },
        { "nothing in it", Encoding.UTF8.GetBytes(" \r\n\r\n") },
        { "workbook", [.. "PK\u0003\u0004"u8, 0, 0, 1] },
        { "PDF", [.. "%PDF-1.7"u8] },
        { "not a text file", [0x7f, (byte)'E', 0, 0, 1, 2, 3, 0xff] },
        { "500 columns", Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Range(1, 500)) + "\n") },
    };

    [Theory, MemberData(nameof(Useless))]
    public void Read_WhatIsNoList_SaysWhy(string why, byte[] bytes) =>
        SheetReader.Read(bytes).Error.ShouldNotBeNull().Message.ShouldContain(why);

    [Fact]
    public void Read_TooManyBytesOrRows_SaysWhy()
    {
        SheetReader.Read(new byte[SheetReader.MostBytes + 1]).Error.ShouldBeOfType<FileTooLarge>().Message.ShouldContain("20 MB");
        SheetReader.Read("Name\n" + string.Concat(Enumerable.Repeat("A\n", SheetReader.MostRows + 1))).Error.ShouldNotBeNull().Message.ShouldContain("50,000 rows");
    }

    [Fact]
    public void Read_UnclosedQuote_NamesItsRowInsteadOfSwallowingThoseBelow() =>
        SheetReader.Read("Name,Zip\nEva,3\n\"Ana,1\nLuis,2\n").Error.ShouldNotBeNull().Message.ShouldContain("In row 3 a quotation mark");

    [Fact]
    public void Read_QuoteInsideACell_IsALetter() => SheetReader.Read("Name,Zip\nAna \"Nita Ruiz,1\nLuis,2\n").OrThrow().Rows.Count.ShouldBe(3);
}
