using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Engagement.Core.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Invitations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "CohortId",
                table: "ToldSessions",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<Guid>(
                name: "CohortId",
                table: "PresenterRequests",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<int>(
                name: "Minutes",
                table: "PresenterRequests",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "StartsUtc",
                table: "PresenterRequests",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<string>(
                name: "Topic",
                table: "PresenterRequests",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.Sql("""
                UPDATE "ToldSessions" SET "CohortId" = (SELECT s."CohortId" FROM "Sessions" s WHERE s."Id" = "ToldSessions"."SessionId");
                """);

            migrationBuilder.Sql("""
                UPDATE "PresenterRequests" SET
                    "CohortId" = (SELECT s."CohortId" FROM "Sessions" s WHERE s."Id" = "PresenterRequests"."SessionId"),
                    "StartsUtc" = (SELECT s."StartsUtc" FROM "Sessions" s WHERE s."Id" = "PresenterRequests"."SessionId"),
                    "Minutes" = (SELECT s."Minutes" FROM "Sessions" s WHERE s."Id" = "PresenterRequests"."SessionId"),
                    "Topic" = (SELECT s."Topic" FROM "Sessions" s WHERE s."Id" = "PresenterRequests"."SessionId");
                """);

            migrationBuilder.DropForeignKey(
                name: "FK_PresenterRequests_Sessions_SessionId",
                table: "PresenterRequests");

            migrationBuilder.DropForeignKey(
                name: "FK_ToldSessions_Sessions_SessionId",
                table: "ToldSessions");

            migrationBuilder.CreateIndex(
                name: "IX_ToldSessions_CohortId",
                table: "ToldSessions",
                column: "CohortId");

            migrationBuilder.AddForeignKey(
                name: "FK_ToldSessions_Cohorts_CohortId",
                table: "ToldSessions",
                column: "CohortId",
                principalTable: "Cohorts",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_ToldSessions_Cohorts_CohortId",
                table: "ToldSessions");

            migrationBuilder.DropIndex(
                name: "IX_ToldSessions_CohortId",
                table: "ToldSessions");

            migrationBuilder.DropColumn(
                name: "CohortId",
                table: "ToldSessions");

            migrationBuilder.DropColumn(
                name: "CohortId",
                table: "PresenterRequests");

            migrationBuilder.DropColumn(
                name: "Minutes",
                table: "PresenterRequests");

            migrationBuilder.DropColumn(
                name: "StartsUtc",
                table: "PresenterRequests");

            migrationBuilder.DropColumn(
                name: "Topic",
                table: "PresenterRequests");

            migrationBuilder.AddForeignKey(
                name: "FK_PresenterRequests_Sessions_SessionId",
                table: "PresenterRequests",
                column: "SessionId",
                principalTable: "Sessions",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "FK_ToldSessions_Sessions_SessionId",
                table: "ToldSessions",
                column: "SessionId",
                principalTable: "Sessions",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);
        }
    }
}
